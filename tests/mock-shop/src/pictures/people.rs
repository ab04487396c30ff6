//! Members' pictures and the signs of their memberships.

/// The picture of the member called `siapa` in paths.
pub(super) fn avatar(siapa: &str) -> Option<String> {
    let (hue, person) = match siapa {
        "budi" => (
            204,
            r##"<path fill="#2f6f8f" d="M44 240c0-52 34-80 76-80s76 28 76 80z"/><path fill="#f5f4f0" d="m92 164 28 34 28-34-12-10h-32z"/><path fill="#d99f78" d="M102 132h36v34q-18 22-36 0z"/><ellipse fill="#e5b08a" cx="120" cy="100" rx="42" ry="48"/><path fill="#2a2320" d="M76 100q-8-60 46-60 52 0 44 58-8-26-24-34-40 10-58 2-6 14-8 34z"/>"##,
        ),
        "siti" => (
            336,
            r##"<path fill="#b9a5d3" d="M34 240c0-46 20-74 40-92h92c20 18 40 46 40 92z"/><path fill="#b9a5d3" d="M120 28c44 0 66 34 64 78-1 40-26 76-64 76s-63-36-64-76c-2-44 20-78 64-78z"/><ellipse fill="#eac3a4" cx="120" cy="102" rx="38" ry="46"/><path fill="#9a85b8" d="M120 50c30 0 44 22 42 50-8-26-20-36-42-36s-34 10-42 36c-2-28 12-50 42-50z"/><path fill="#a893c6" d="M74 160q46 40 92 0l10 26q-56 46-112 0z"/>"##,
        ),
        "oneil" => (
            24,
            r##"<path fill="#c46641" d="M44 240c0-52 34-80 76-80s76 28 76 80z"/><path fill="#c98f6a" d="M102 132h36v34q-18 22-36 0z"/><ellipse fill="#d9a17b" cx="120" cy="100" rx="42" ry="48"/><path fill="#7d3f1d" d="M74 96q0-56 46-56t46 56q-10-30-46-30t-46 30z"/><path fill="#7d3f1d" d="M84 116q4 40 36 40t36-40q-16 16-36 16t-36-16z"/>"##,
        ),
        _ => return None,
    };
    let face = r##"<g fill="#2a2320"><circle cx="104" cy="100" r="4"/><circle cx="136" cy="100" r="4"/></g><path d="M108 120q12 10 24 0" fill="none" stroke="#2a2320" stroke-width="4" stroke-linecap="round"/>"##;
    Some(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="240" height="240"><defs><linearGradient id="b" x2="1" y2="1"><stop stop-color="hsl({hue},70%,88%)"/><stop offset="1" stop-color="hsl({hue},60%,72%)"/></linearGradient></defs><rect width="240" height="240" fill="url(#b)"/>{person}{face}</svg>"#
    ))
}

/// The sign of the membership called `name` in paths.
pub(super) fn membership(name: &str) -> Option<String> {
    (name == "emas").then(|| {
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96"><defs><linearGradient id="b" x2="1" y2="1"><stop stop-color="#ffe59a"/><stop offset=".5" stop-color="#f2b632"/><stop offset="1" stop-color="#c9821a"/></linearGradient></defs><path fill="#b8322f" d="M30 54 20 92l16-8 10 10 8-32zM66 54l10 38-16-8-10 10-8-32z"/><circle cx="48" cy="40" r="36" fill="url(#b)"/><circle cx="48" cy="40" r="28" fill="none" stroke="#fff3c9" stroke-width="2.500"/><path fill="#fff" d="m48 20 6 13 14 1.500-10.500 9.500 3 14L48 51l-12.500 7 3-14L28 34.500 42 33z"/></svg>"##.to_owned()
    })
}

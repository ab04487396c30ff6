//! Clothes and bags.

use super::patterns::Pattern;

const KAOS: &str = "M136 58 70 88 20 176l58 32 24-38-4 176q102 16 204 0l-4-176 24 38 58-32-50-88-66-30q-64 46-128 0z";
const KAOS_PANJANG: &str = "M136 58 74 86Q48 200 34 318l50 8 24-146-6 166q98 16 196 0l-6-166 24 146 50-8Q352 200 326 86l-62-28q-64 46-128 0z";
const KERAH: &str = r#"<path class="d" d="M136 58q64 46 128 0l-14-8q-50 34-100 0z"/><path class="t" d="M129 64q71 52 142 0"/>"#;
const LIPATAN: &str = r#"<path class="t" d="M104 176q6-26 2-52M296 176q-6-26-2-52M112 320q24-8 34-34M288 316q-18-6-28-28"/><path class="s" d="M298 170 302 346q-30 5-62 7 40-60 58-183z"/>"#;

/// A T-shirt; sleeves and print as the name says.
pub(super) fn kaos(nama: &str) -> String {
    let long = nama.contains("Panjang");
    let shape = if long { KAOS_PANJANG } else { KAOS };
    let extra = match () {
        () if nama.contains("Raglan") => RAGLAN,
        () if nama.contains("Gunung") => GUNUNG,
        () if nama.contains("Ombak") => OMBAK,
        () if nama.contains("Dry Fit") => DRY_FIT,
        () if nama.contains("Henley") => HENLEY,
        () if nama.contains("Oversize") => {
            r#"<rect class="a" x="226" y="150" width="44" height="12" rx="3"/>"#
        }
        () => "",
    };
    format!(r#"<path class="m" d="{shape}"/>{extra}{LIPATAN}{KERAH}"#)
}

const RAGLAN: &str = r#"<path class="a" d="M136 58 70 88 20 176l58 32 24-38q4-60 52-104zM264 58l66 30 50 88-58 32-24-38q-4-60-52-104z"/>"#;
const GUNUNG: &str = r#"<circle class="a" cx="200" cy="196" r="46"/><path class="l" d="m132 254 44-70 20 28 22-38 50 80z"/><path class="d" d="m132 254 44-70 14 20-18 50z"/><path class="k" d="M150 268h100v6H150z" opacity=".6"/>"#;
const OMBAK: &str = r#"<circle class="a" cx="200" cy="190" r="40"/><g fill="none" stroke-width="9" stroke-linecap="round" style="stroke:var(--l)"><path d="M134 222q16-18 33 0t33 0 33 0 33 0M134 244q16-18 33 0t33 0 33 0 33 0"/></g>"#;
const DRY_FIT: &str = r#"<path class="a" d="M98 346 102 220l-4-60 26 40 14 152q-20-2-40-6zM302 346 298 220l4-60-26 40-14 152q20-2 40-6z" opacity=".9"/><path class="l" d="m226 156 40-10-4 8-34 10z"/>"#;
const HENLEY: &str = r#"<path class="d" d="M188 84h24v70h-24z"/><circle class="w" cx="200" cy="104" r="4"/><circle class="w" cx="200" cy="122" r="4"/><circle class="w" cx="200" cy="140" r="4"/>"#;

/// A polo shirt.
pub(super) fn polo(nama: &str) -> String {
    let tips = if nama.contains("Strip") {
        r#"<path d="M141 62q-20 18-15 50l54-22M259 62q20 18 15 50l-54-22M78 204l-56-30M322 204l56-30" fill="none" stroke-width="7" style="stroke:var(--a)"/>"#
    } else {
        ""
    };
    format!(
        r#"<path class="m" d="{KAOS}"/>{LIPATAN}<path class="s" d="M186 84h28v86h-28z"/><circle class="w" cx="200" cy="112" r="4.5"/><circle class="w" cx="200" cy="134" r="4.5"/><path class="d" d="M144 52q-32 20-24 64l66-28 14-8 14 8 66 28q8-44-24-64-56 36-112 0z"/><path class="s" d="M150 56q50 32 100 0l-50 26z"/>{tips}<path class="a" d="M240 158h30v24l-15 12-15-12z"/>"#
    )
}

const KEMEJA: &str = "M140 54 84 76Q54 190 40 322l48 8 24-136-6 160q94 12 188 0l-6-160 24 136 48-8Q346 190 316 76l-56-22q-60 30-120 0z";
const KEMEJA_PENDEK: &str = "M140 54 74 84 24 178l58 32 22-38-2 178q98 14 196 0l-2-178 22 38 58-32-50-94-66-30q-60 30-120 0z";
const KANCING: &str = r##"<path class="t" d="M200 96v258M214 100v252"/><g class="w" stroke="#000" stroke-opacity=".2"><circle cx="207" cy="130" r="5"/><circle cx="207" cy="176" r="5"/><circle cx="207" cy="222" r="5"/><circle cx="207" cy="268" r="5"/><circle cx="207" cy="314" r="5"/></g>"##;
const KERAH_KEMEJA: &str = r#"<path class="d" d="M146 46q54 26 108 0l8 10-62 40-62-40z"/><path class="l" d="m140 50-16 22 42 46 36-24zM260 50l16 22-42 46-36-24z"/><path class="t" d="m140 50-16 22 42 46 36-24M260 50l16 22-42 46-36-24"/>"#;
const KERAH_SHANGHAI: &str = r#"<path class="d" d="M142 54q58 30 116 0l-6-14q-52 24-104 0z"/><path class="t" d="M138 60q62 34 124 0"/>"#;

/// A shirt, its pattern as the name says.
pub(super) fn kemeja(nama: &str) -> String {
    let collar = if nama.contains("Shanghai") {
        KERAH_SHANGHAI
    } else {
        KERAH_KEMEJA
    };
    shirt(KEMEJA, Pattern::of(nama), collar)
}

/// A batik shirt.
pub(super) fn batik(nama: &str) -> String {
    let shape = if nama.contains("Panjang") {
        KEMEJA
    } else {
        KEMEJA_PENDEK
    };
    shirt(shape, Pattern::of(nama), KERAH_KEMEJA)
}

fn shirt(shape: &str, pattern: Option<Pattern>, collar: &str) -> String {
    let cloth = pattern
        .map(|pattern| pattern.fill(shape))
        .unwrap_or_default();
    format!(
        r#"<path class="m" d="{shape}"/>{cloth}{LIPATAN}{KANCING}<path class="t" d="M232 156h48v44q-24 14-48 0z"/>{collar}"#
    )
}

const CELANA: &str = "M112 40h176q18 130 22 318h-78L200 146l-32 212H90Q94 170 112 40z";
const CELANA_PENDEK: &str =
    "M104 70h192q26 110 36 226-56 18-112 10l-20-106-20 106q-56 8-112-10Q78 180 104 70z";

/// Long trousers.
pub(super) fn celana(nama: &str) -> String {
    let extra = match () {
        () if nama.contains("Jeans") => {
            r#"<path d="M116 70q22 40 4 56M284 70q-22 40-4 56M200 66v80M100 346h66M234 346h66" fill="none" stroke="<GOLD>" stroke-width="3" stroke-dasharray="7 5"/>"#
        }
        () if nama.contains("Kargo") => {
            r#"<g class="d"><path d="M96 196h52v70H94zM252 196h52l2 70h-54z"/><path class="s" d="M92 190h58v20H92zM250 190h58v20h-58z"/></g><path class="t" d="M121 210v56M279 210v56"/>"#
        }
        () if nama.contains("Jogger") => {
            r#"<path class="d" d="M90 336h79l-3 22H90zM231 336h79v22h-77z"/><path class="w" d="M192 66h4v48h-4zM204 66h4v56h-4z"/>"#
        }
        () => r#"<path class="t" d="M148 92 132 346M252 92l16 254"/>"#,
    };
    let belt = r#"<path class="d" d="M112 40h176l4 26H108z"/><path class="l" d="M134 38h10v30h-10zM256 38h10v30h-10z"/><rect class="a" x="189" y="44" width="22" height="18" rx="4"/>"#;
    let folds = r#"<path class="t" d="M118 70q26 20 12 54M282 70q-26 20-12 54M200 66v76M214 70q4 44-14 60"/><path class="s" d="M288 66q18 140 22 292h-30q4-160-14-292z"/>"#;
    let drawn = format!(r#"<path class="m" d="{CELANA}"/>{folds}{extra}{belt}"#);
    drawn.replace("<GOLD>", "#e0a44a")
}

/// Shorts.
pub(super) fn celana_pendek(nama: &str) -> String {
    let extra = if nama.contains("Kargo") {
        r#"<path class="d" d="M84 196h54v62q-30 6-58 0zM262 196h54l4 62q-28 6-58 0z"/><path class="s" d="M82 190h58v18H82zM260 190h58v18h-58z"/>"#
    } else if nama.contains("Boxer") {
        r#"<path class="l" d="m76 262 98 16-3 14-98-16zM324 262l-98 16 3 14 98-16z"/>"#
    } else {
        r#"<path class="t" d="m72 282 98 18M328 282l-98 18M144 104l-22 180M256 104l22 180"/>"#
    };
    format!(
        r#"<path class="m" d="{CELANA_PENDEK}"/>{extra}<path class="d" d="M104 70h192l6 30H98z"/><path class="t" d="M200 100v98M110 102q30 22 14 60M290 102q-30 22-14 60"/><path class="w" d="M190 88q-10 40-18 52l6 4q10-14 16-54zM208 88q12 40 22 50l-6 5q-12-14-20-53z"/><path class="s" d="M296 100q22 100 32 200-16 4-34 5-6-110-24-205z"/>"#
    )
}

const GAMIS: &str = "M162 40q38 20 76 0 34 8 48 40l44 150-40 14-34-92q6 110 56 212-112 24-224 0 50-102 56-212l-34 92-40-14L114 80q14-32 48-40z";

/// A long dress.
pub(super) fn gamis(nama: &str) -> String {
    let cloth = Pattern::of(nama)
        .map(|pattern| pattern.fill(GAMIS))
        .unwrap_or_default();
    let front = match () {
        () if nama.contains("Kancing") || nama.contains("Tunik") => {
            r#"<path class="t" d="M200 62v306"/><g class="w"><circle cx="200" cy="86" r="4.5"/><circle cx="200" cy="116" r="4.5"/><circle cx="200" cy="146" r="4.5"/></g>"#
        }
        () if nama.contains("Kaftan") || nama.contains("Abaya") => {
            r#"<path class="a" d="M190 52h20v318h-20z" opacity=".9"/><path class="l" d="M196 60h8v304h-8z"/>"#
        }
        () if nama.contains("One Set") => {
            r#"<path class="d" d="M132 208q68 20 136 0l6 22q-74 20-148 0z"/>"#
        }
        () => "",
    };
    format!(
        r#"<path class="m" d="{GAMIS}"/>{cloth}<path class="s" d="M256 152q6 110 56 212-30 7-60 9-26-110-24-220z"/>{front}<path class="a" d="M143 150q57 22 114 0l2 18q-59 22-118 0z"/><path class="a" d="m186 166-18 74 14 2 20-72zM206 168l10 66-14 4-8-66z" opacity=".85"/><path class="d" d="M162 40q38 20 76 0l-10-8q-28 14-56 0z"/><path class="t" d="M168 190q-12 90-44 172M200 200v168M232 190q12 90 44 172M146 96q-4 30 2 52M254 96q4 30-2 52"/>"#
    )
}

/// A headscarf on a bust without a face.
pub(super) fn hijab(nama: &str) -> String {
    let front = match () {
        () if nama.contains("Pashmina") => {
            r#"<path class="l" d="M132 214q70 60 148-6l22 34q-30 60-58 132h-52q12-70 30-116-60 6-98-14z"/><path class="t" d="M146 224q66 46 132-2M226 262q-20 50-28 108"/>"#
        }
        () if nama.contains("Segi") || nama.contains("Paris") => {
            r#"<path class="l" d="m132 210 68 62 70-62 20 30-90 112-88-112z"/><path class="t" d="m146 216 54 50 56-50M200 272v74"/><circle class="a" cx="200" cy="258" r="9"/>"#
        }
        () if nama.contains("Sport") => {
            r#"<path class="a" d="M124 186q-6 18 4 30 72 48 146-2 8-12 2-28-76 46-152 0z"/>"#
        }
        () => {
            r#"<path class="t" d="M130 214q70 56 142-2M112 262q88 66 178-4M104 310q96 60 194 0"/>"#
        }
    };
    format!(
        r##"<path class="m" d="M200 34c78 0 104 66 98 132-2 26 2 40 22 66 34 46 44 90 40 130q-160 30-320 0c-4-40 6-84 40-130 20-26 24-40 22-66C96 100 122 34 200 34z"/><path class="s" d="M298 166c-2 26 2 40 22 66 34 46 44 90 40 130q-36 7-74 11-4-120-30-180z"/><path fill="#eac3a4" d="M200 78c46 0 62 40 58 82-4 40-30 66-58 66s-54-26-58-66c-4-42 12-82 58-82z"/><path class="d" d="M200 66c54 0 72 42 70 90l-14 4c2-42-16-72-56-72s-58 30-56 72l-14-4c-2-48 16-90 70-90z"/><path fill="#d8a98a" d="M160 196q40 34 80 0-14 30-40 30t-40-30z" opacity=".7"/>{front}<path class="g" d="M136 70q26-26 62-26-40 20-60 70-14 20-18-4 4-24 16-40z"/>"##
    )
}

/// A handbag.
pub(super) fn tas(nama: &str) -> String {
    if nama.contains("Tote") {
        return r#"<path class="c" d="M140 140V96q0-50 60-50t60 50v44" stroke-width="14"/><path class="m" d="M84 124h232l18 236H66z"/><path class="s" d="M290 124h26l18 236h-40z"/><circle class="a" cx="200" cy="234" r="52"/><path class="l" d="M168 246q32-60 64 0-32 28-64 0z"/><path class="t" d="M88 150h224"/>"#.to_owned();
    }
    let weave = if nama.contains("Anyaman") {
        Pattern::Kotak.fill(TAS)
    } else {
        String::new()
    };
    let beads = if nama.contains("Manik") {
        r#"<g class="l"><circle cx="120" cy="290" r="6"/><circle cx="160" cy="310" r="6"/><circle cx="200" cy="318" r="6"/><circle cx="240" cy="310" r="6"/><circle cx="280" cy="290" r="6"/><circle cx="140" cy="330" r="5"/><circle cx="180" cy="342" r="5"/><circle cx="220" cy="342" r="5"/><circle cx="260" cy="330" r="5"/></g>"#
    } else {
        ""
    };
    format!(
        r##"<path class="c" d="M132 166V120q0-76 68-76t68 76v46" stroke-width="16"/><path class="m" d="{TAS}"/>{weave}<path class="s" d="M318 158q18 0 20 20l18 152q4 34-30 34h-34q20-100 0-206z"/><path class="d" d="M62 174q3-16 20-16h236q17 0 20 16l4 36q-70 46-142 46T58 210z"/><path class="t" d="M60 220q70 46 140 46t140-46"/>{beads}<rect fill="#e7c36a" x="182" y="236" width="36" height="34" rx="8"/><rect fill="#b9923d" x="194" y="246" width="12" height="14" rx="4"/><circle fill="#e7c36a" cx="132" cy="168" r="10"/><circle fill="#e7c36a" cx="268" cy="168" r="10"/><path class="g" d="M82 182q2-10 16-10h110q-90 20-140 36z"/>"##
    )
}
const TAS: &str = "M82 158h236q18 0 20 20l18 152q4 34-30 34H74q-34 0-30-34l18-152q2-20 20-20z";

/// A backpack.
pub(super) const RANSEL: &str = r##"<path class="c" d="M168 60q0-30 32-30t32 30" stroke-width="14"/><path class="d" d="M70 190q-26 10-26 50v70q0 24 26 24h20V190zM330 190q26 10 26 50v70q0 24-26 24h-20V190z"/><path class="m" d="M200 52c80 0 122 52 122 130v150q0 34-34 34H112q-34 0-34-34V182C78 104 120 52 200 52z"/><path class="s" d="M262 66c40 20 60 62 60 116v150q0 34-34 34h-40q30-60 30-160 0-90-16-140z"/><path class="d" d="M112 240q0-22 22-22h132q22 0 22 22v96q0 14-14 14H126q-14 0-14-14z"/><path class="t" d="M112 262h176M110 168q90-56 180 0"/><rect class="a" x="176" y="256" width="48" height="16" rx="8"/><path class="l" d="M170 120h60v26q-30 16-60 0z"/><path class="g" d="M104 160q10-70 74-86-50 30-60 110z"/>"##;

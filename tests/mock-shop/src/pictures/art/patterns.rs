//! Fabric patterns, each of which fills whatever shape is given to it.

/// A cloth's pattern.
#[derive(Clone, Copy)]
pub(super) enum Pattern {
    Kawung,
    Parang,
    MegaMendung,
    Truntum,
    Kotak,
    Daun,
    Garis,
    Brokat,
}

impl Pattern {
    /// The pattern that a product's name speaks of.
    pub(super) fn of(nama: &str) -> Option<Pattern> {
        let patterns = [
            ("Kawung", Pattern::Kawung),
            ("Parang", Pattern::Parang),
            ("Mega Mendung", Pattern::MegaMendung),
            ("Truntum", Pattern::Truntum),
            ("Kotak", Pattern::Kotak),
            ("Daun", Pattern::Daun),
            ("Strip", Pattern::Garis),
            ("Kerja", Pattern::Garis),
            ("Brokat", Pattern::Brokat),
            ("Batik", Pattern::Kawung),
        ];
        patterns
            .into_iter()
            .find(|(word, _)| nama.contains(word))
            .map(|(_, pattern)| pattern)
    }

    /// `shape` (an SVG path's data) filled with it.
    pub(super) fn fill(self, shape: &str) -> String {
        let (size, tile) = self.tile();
        format!(
            r##"<defs><pattern id="p" width="{size}" height="{size}" patternUnits="userSpaceOnUse">{tile}</pattern></defs><path d="{shape}" fill="url(#p)"/>"##
        )
    }

    fn tile(self) -> (u32, &'static str) {
        match self {
            Pattern::Kawung => (
                44,
                r#"<g class="l"><ellipse cx="22" cy="9" rx="6" ry="10"/><ellipse cx="22" cy="35" rx="6" ry="10"/><ellipse cx="9" cy="22" rx="10" ry="6"/><ellipse cx="35" cy="22" rx="10" ry="6"/></g><circle class="a" cx="22" cy="22" r="3"/><circle class="a" cx="0" cy="0" r="4"/><circle class="a" cx="44" cy="44" r="4"/><circle class="a" cx="44" cy="0" r="4"/><circle class="a" cx="0" cy="44" r="4"/>"#,
            ),
            Pattern::Parang => (
                48,
                r#"<g fill="none" stroke-width="7" style="stroke:var(--l)"><path d="M-12 36 36-12M0 60 60 0"/></g><g fill="none" stroke-width="3" style="stroke:var(--a)"><path d="M-4 28q10 2 8-8t8-8 8-8 8-8M12 60q10 2 8-8t8-8 8-8 8-8 8-8"/></g>"#,
            ),
            Pattern::MegaMendung => (
                80,
                r#"<g fill="none" stroke-width="5" stroke-linecap="round" style="stroke:var(--l)"><path d="M6 44q0-20 20-20 4-14 18-14 16 0 18 16 14 0 14 14"/><path d="M20 44q0-9 10-10 4-10 14-10 9 0 12 12 8 0 8 8" style="stroke:var(--a)" stroke-width="4"/><path d="M-34 84q0-20 20-20 4-14 18-14 16 0 18 16 14 0 14 14M46 84q0-20 20-20 4-14 18-14"/></g>"#,
            ),
            Pattern::Truntum => (
                36,
                r#"<g class="l"><circle cx="18" cy="8" r="4"/><circle cx="18" cy="28" r="4"/><circle cx="8" cy="18" r="4"/><circle cx="28" cy="18" r="4"/></g><circle class="a" cx="18" cy="18" r="3.5"/><circle class="l" cx="0" cy="0" r="2.5"/><circle class="l" cx="36" cy="36" r="2.5"/><circle class="l" cx="36" cy="0" r="2.5"/><circle class="l" cx="0" cy="36" r="2.5"/>"#,
            ),
            Pattern::Kotak => (
                56,
                r#"<rect class="s" width="24" height="56"/><rect class="s" width="56" height="24"/><path class="l" d="M38 0h4v56h-4zM0 38h56v4H0z" opacity=".55"/>"#,
            ),
            Pattern::Daun => (
                64,
                r#"<path class="l" d="M10 30Q14 8 36 8 32 30 10 30z" opacity=".8"/><path class="d" d="M40 58q0-20 18-24 4 20-18 24z"/><path class="a" d="M12 60q-4-12 6-20 8 12-6 20z" opacity=".8"/>"#,
            ),
            Pattern::Garis => (22, r#"<path class="l" d="M4 0h4v22H4z" opacity=".7"/>"#),
            Pattern::Brokat => (
                40,
                r#"<g fill="none" stroke-width="2" style="stroke:var(--l)" opacity=".9"><circle cx="20" cy="20" r="9"/><circle cx="20" cy="20" r="4"/><path d="M20 0v11M20 29v11M0 20h11M29 20h11"/></g>"#,
            ),
        }
    }
}

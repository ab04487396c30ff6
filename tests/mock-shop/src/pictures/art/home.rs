//! Kitchen and rooms.

use super::patterns::Pattern;

pub(super) const WAJAN: &str = r##"<g transform="rotate(-38 200 200)"><rect class="k" x="176" y="246" width="48" height="160" rx="22"/><rect x="188" y="350" width="24" height="34" rx="12" fill="#fff" opacity=".5"/><path fill="#b4bac5" d="M178 236h44l4 24h-52z"/></g><circle class="d" cx="176" cy="172" r="136"/><circle class="m" cx="176" cy="168" r="136"/><circle class="k" cx="176" cy="168" r="116"/><circle cx="176" cy="168" r="92" fill="none" stroke="#fff" stroke-opacity=".1" stroke-width="3"/><circle cx="176" cy="168" r="64" fill="none" stroke="#fff" stroke-opacity=".1" stroke-width="3"/><path fill="#fffdf5" d="M176 112c30-14 62 8 62 38 20 14 14 52-16 52-10 26-50 26-64 6-30 4-46-26-30-48-6-30 22-54 48-48z"/><circle fill="#f6b32d" cx="182" cy="158" r="28"/><path d="M166 152q6-14 20-14" fill="none" stroke="#fff" stroke-width="6" stroke-linecap="round"/><path class="g" d="M64 150q10-70 76-94-50 40-60 110-14 6-16-16z"/>"##;

pub(super) const PANCI: &str = r##"<path class="c" d="M70 200q-40 0-40 24t40 24M330 200q40 0 40 24t-40 24" stroke-width="16"/><path class="m" d="M66 168h268v130q0 58-60 58H126q-60 0-60-58z"/><path class="s" d="M270 168h64v130q0 58-60 58h-40q40-60 36-188z"/><path class="d" d="M56 152h288v28H56z"/><path class="l" d="M84 150q16-66 116-66t116 66z"/><path class="t" d="M84 150q16-66 116-66t116 66"/><rect class="k" x="166" y="52" width="68" height="24" rx="12"/><rect fill="#b4bac5" x="188" y="72" width="24" height="14"/><path class="a" d="M176 236h48v50q-24 20-48 0z" opacity=".85"/><path class="g" d="M84 196q-2 80 20 130-28-20-28-60v-70z"/>"##;

pub(super) const TUMBLER: &str = r##"<path class="k" d="M150 36h100q10 0 10 10v44H140V46q0-10 10-10z"/><path d="M164 36q0-22 36-22t36 22" fill="none" stroke="#23262f" stroke-width="10"/><path fill="#c3c8d1" d="M132 86h136v22H132z"/><path class="m" d="M122 106h156l-12 236q-2 24-26 24h-80q-24 0-26-24z"/><path class="s" d="M234 106h44l-12 236q-2 24-26 24h-34q26-120 28-260z"/><path class="l" d="m127 208 146 0-3 58H130z" opacity=".9"/><path class="d" d="M186 222q28 12 16 32-32-2-16-32z"/><path class="g" d="M138 122h22l6 226q-14 0-16-16z"/>"##;

/// A cushion, plain or with a pattern.
pub(super) fn bantal(nama: &str) -> String {
    let shape = "M74 84q126 26 252 0 24-4 20 20-24 96 0 192 4 24-20 20-126-26-252 0-24 4-20-20 24-96 0-192-4-24 20-20z";
    let cloth = if nama.contains("Sofa") {
        Pattern::Daun.fill(shape)
    } else {
        String::new()
    };
    format!(
        r##"<path class="m" d="{shape}"/>{cloth}<path class="s" d="M326 84q24-4 20 20-24 96 0 192 4 24-20 20-50-10-100-12 90-60 100-220z"/><path class="t" d="M84 104q40 26 46 60M316 104q-40 26-46 60M84 296q40-26 46-60M316 296q-40-26-46-60M200 104v20M200 276v20"/><circle class="d" cx="200" cy="200" r="12"/><path class="t" d="M200 212q-10 30-40 44M200 188q10-30 40-44M188 200q-30-8-46-36M212 200q30 8 46 36"/><path class="g" d="M82 98q70 16 130 10-80 14-108 52-14 20-22-62z"/>"##
    )
}

/// A vase with a plant.
pub(super) fn vas(nama: &str) -> String {
    let leaves = if nama.contains("Pot") || nama.contains("Tanaman") {
        r##"<g fill="#5f8f57"><path d="M198 232Q130 190 120 96q76 34 78 136z"/><path d="M202 232q0-110 82-150 4 100-82 150z"/></g><g fill="#7fae72"><path d="M200 232q-30-110 6-196 38 96-6 196z"/><path d="M196 232q-70-6-104-70 76-10 104 70zM204 232q70-6 104-70-76-10-104 70z"/></g>"##
    } else {
        r##"<g fill="none" stroke="#8a9a6a" stroke-width="6" stroke-linecap="round"><path d="M196 240Q180 140 130 76M202 240q6-110 0-190M206 240q20-100 72-156"/></g><g class="a"><path d="M130 76q-30-8-34-40 34 2 34 40zM202 50q-20-22-2-46 22 22 2 46zM278 84q2-34 38-40 0 34-38 40z"/></g><g class="l"><path d="M156 128q-34 6-48-20 34-10 48 20zM203 130q-30-8-32-36 30 4 32 36zM204 100q28-10 28-38-28 8-28 38zM240 140q30 8 48-16-30-14-48 16z"/></g>"##
    };
    format!(
        r##"{leaves}<path class="m" d="M150 220h100q6 20 40 50 26 40-4 92H114q-30-52-4-92 34-30 40-50z"/><path class="d" d="M144 212h112v20H144z"/><path class="s" d="M250 232q10 20 40 38 26 40-4 92h-50q44-60 14-130z"/><path class="l" d="M104 292q96 30 192 0l3 14q-98 30-198 0z"/><path class="g" d="M152 240q-30 30-34 60-4 30 8 54-28-50 0-88 20-14 26-26z"/>"##
    )
}

pub(super) const JAM_DINDING: &str = r##"<circle class="d" cx="200" cy="206" r="158"/><circle class="m" cx="200" cy="200" r="158"/><circle cx="200" cy="200" r="130" fill="#fffdf8"/><g class="k"><rect x="195" y="80" width="10" height="26" rx="4"/><rect x="195" y="294" width="10" height="26" rx="4"/><rect x="80" y="195" width="26" height="10" rx="4"/><rect x="294" y="195" width="26" height="10" rx="4"/><g opacity=".5"><circle cx="258" cy="99" r="5"/><circle cx="301" cy="142" r="5"/><circle cx="301" cy="258" r="5"/><circle cx="258" cy="301" r="5"/><circle cx="142" cy="301" r="5"/><circle cx="99" cy="258" r="5"/><circle cx="99" cy="142" r="5"/><circle cx="142" cy="99" r="5"/></g></g><g fill="none" stroke="#23262f" stroke-linecap="round"><path d="M200 200 152 158" stroke-width="12"/><path d="m200 200 70-62" stroke-width="8"/></g><path d="m190 230 24-126" fill="none" stroke-width="4" stroke-linecap="round" style="stroke:var(--a)"/><circle class="a" cx="200" cy="200" r="11"/><path class="g" d="M60 190q10-90 96-128-60 50-70 140-20 10-26-12z"/>"##;

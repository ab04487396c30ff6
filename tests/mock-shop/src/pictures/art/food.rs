//! Food and drink.

/// A pouch of crisps or spices.
pub(super) fn kemasan(nama: &str) -> String {
    let window = match () {
        () if nama.contains("Singkong")
            || nama.contains("Tempe")
            || nama.contains("Rengginang") =>
        {
            r##"<g fill="#f0b64c" stroke="#b9761f" stroke-width="3"><ellipse cx="168" cy="268" rx="34" ry="22" transform="rotate(-20 168 268)"/><ellipse cx="232" cy="272" rx="34" ry="22" transform="rotate(24 232 272)"/><ellipse cx="200" cy="240" rx="34" ry="22" transform="rotate(8 200 240)"/></g>"##
        }
        () if nama.contains("Bumbu") => {
            r##"<path fill="#6f9e3f" d="M150 284q0-60 60-70-4 60-60 70z"/><path fill="#8dbb55" d="M246 290q8-50-40-66-6 50 40 66z"/><circle fill="#c8452f" cx="196" cy="278" r="18"/>"##
        }
        () => {
            r##"<g fill="none" stroke="#e2772e" stroke-width="16" stroke-linecap="round"><path d="M160 284q-10-34 20-40M206 290q-12-30 10-46M246 280q6-30-16-38"/></g><path fill="#c8352b" d="M170 226q40-26 66 6-34-14-66-6z"/>"##
        }
    };
    format!(
        r##"<path class="m" d="M98 60h204q-10 40 4 90 16 100 2 206-108 20-216 0-14-106 2-206 14-50 4-90z"/><path class="d" d="M94 40h212v32H94z"/><path class="t" d="M104 50v14M124 50v14M144 50v14M164 50v14M184 50v14M204 50v14M224 50v14M244 50v14M264 50v14M284 50v14"/><path class="s" d="M302 72q-6 40 4 78 16 100 2 206-22 4-46 6 34-150 2-290z"/><path class="w" d="M132 100h136q16 0 16 16v44q-84 20-168 0v-44q0-16 16-16z" opacity=".95"/><path class="d" d="M148 118h104v14H148z"/><path class="a" d="M168 142h64v8h-64z"/><circle class="l" cx="200" cy="258" r="74"/>{window}<path class="g" d="M112 80q6 40-4 80-10 100-2 180-14-90 0-186 10-40 6-74z"/>"##
    )
}

/// A jar.
pub(super) fn toples(nama: &str) -> String {
    let inside = match () {
        () if nama.contains("Nastar") || nama.contains("Kastengel") => {
            r##"<g fill="#f1c169" stroke="#c48a34" stroke-width="3"><circle cx="138" cy="310" r="27"/><circle cx="196" cy="316" r="27"/><circle cx="256" cy="310" r="27"/><circle cx="166" cy="268" r="27"/><circle cx="226" cy="268" r="27"/><circle cx="136" cy="226" r="25"/><circle cx="196" cy="222" r="27"/><circle cx="258" cy="226" r="25"/></g><g fill="#8a4f24"><circle cx="138" cy="302" r="5"/><circle cx="196" cy="308" r="5"/><circle cx="256" cy="302" r="5"/><circle cx="166" cy="260" r="5"/><circle cx="226" cy="260" r="5"/><circle cx="196" cy="214" r="5"/></g>"##
        }
        () if nama.contains("Kacang") || nama.contains("Kurma") => {
            r##"<path fill="#d9a765" d="M102 196h196v124q0 30-30 30H132q-30 0-30-30z"/><g fill="#f0cf9d"><ellipse cx="140" cy="230" rx="18" ry="12"/><ellipse cx="200" cy="220" rx="18" ry="12" transform="rotate(30 200 220)"/><ellipse cx="256" cy="236" rx="18" ry="12"/><ellipse cx="166" cy="272" rx="18" ry="12" transform="rotate(-30 166 272)"/><ellipse cx="232" cy="284" rx="18" ry="12"/><ellipse cx="140" cy="318" rx="18" ry="12"/><ellipse cx="198" cy="324" rx="18" ry="12" transform="rotate(20 198 324)"/><ellipse cx="262" cy="324" rx="18" ry="12"/></g>"##
        }
        () => {
            r##"<path fill="#b8321f" d="M102 186h196v134q0 30-30 30H132q-30 0-30-30z"/><g fill="#e2603c"><circle cx="138" cy="214" r="9"/><circle cx="196" cy="206" r="7"/><circle cx="252" cy="218" r="9"/><circle cx="128" cy="330" r="8"/><circle cx="270" cy="326" r="9"/></g><g fill="#f6d667"><ellipse cx="168" cy="220" rx="6" ry="3"/><ellipse cx="226" cy="212" rx="6" ry="3"/><ellipse cx="210" cy="336" rx="6" ry="3"/></g>"##
        }
    };
    format!(
        r##"<path fill="#eef6f8" d="M112 96h176q26 14 26 52v174q0 42-42 42H128q-42 0-42-42V148q0-38 26-52z" opacity=".85"/>{inside}<path class="m" d="M104 44h192q14 0 14 14v34q0 14-14 14H104q-14 0-14-14V58q0-14 14-14z"/><path class="t" d="M118 58v36M146 58v36M174 58v36M202 58v36M230 58v36M258 58v36M282 58v36"/><path class="w" d="M112 242h176v62H112z"/><path class="m" d="M112 242h176v10H112zM112 294h176v10H112z"/><path class="k" d="M150 262h100v9H150z" opacity=".75"/><path class="a" d="M168 278h64v7h-64z"/><path class="w" d="M100 150q2-24 14-30-4 100-2 200-12-6-12-30z" opacity=".7"/>"##
    )
}

/// A gift basket.
pub(super) const HAMPERS: &str = r##"<path class="c" d="M84 230Q84 60 200 60t116 170" stroke-width="14"/><path class="a" d="M120 120h72v120h-72z"/><path class="w" d="M132 150h48v34h-48z"/><circle fill="#f1b24a" cx="232" cy="196" r="46"/><path fill="#5c8f3a" d="M228 150q4-26 30-28-4 24-30 28z"/><path class="l" d="M256 150h46v90h-46z"/><path class="d" d="M262 134h34v20h-34z"/><path class="m" d="M60 222h280l-26 130q-2 12-16 12H102q-14 0-16-12z"/><path class="d" d="M52 214h296v28H52z"/><path class="t" d="m84 262 232 0M90 294h220M98 328h204M124 244l14 118M174 244l6 118M226 244l-6 118M276 244l-14 118"/><path fill="#d64550" d="M200 236q-50-44-66-14t66 14zM200 236q50-44 66-14t-66 14z"/><path fill="#b9323f" d="m196 236-26 60 20-6 12 18 4-70z"/><circle fill="#d64550" cx="200" cy="236" r="13"/>"##;

/// A bag of coffee or tea.
pub(super) fn kopi_bubuk(nama: &str) -> String {
    let (sign, heap) = if nama.contains("Teh") {
        (
            r##"<path fill="#6f9e3f" d="M162 262q4-60 76-66-2 64-76 66z"/><path d="M170 254q30-34 56-48" fill="none" stroke="#fff" stroke-width="4"/>"##,
            r##"<g fill="#4c6b2f"><path d="M70 358q20-30 40-6zM300 360q16-30 40-4zM96 364q20-24 44-2z"/></g>"##,
        )
    } else {
        (
            r##"<g fill="#6b4226"><ellipse cx="182" cy="234" rx="24" ry="34" transform="rotate(-28 182 234)"/><ellipse cx="222" cy="228" rx="22" ry="32" transform="rotate(24 222 228)"/></g><g fill="none" stroke="#e8cfb4" stroke-width="5" stroke-linecap="round"><path d="M170 212q22 18 22 46M228 202q-18 20-10 52"/></g>"##,
            r##"<g fill="#5a371f"><ellipse cx="84" cy="350" rx="18" ry="12" transform="rotate(-20 84 350)"/><ellipse cx="114" cy="360" rx="18" ry="12" transform="rotate(20 114 360)"/><ellipse cx="318" cy="354" rx="18" ry="12" transform="rotate(-14 318 354)"/></g>"##,
        )
    };
    format!(
        r##"<path class="m" d="M120 74h160l26 40q10 120 0 242-106 16-212 0-10-122 0-242z"/><path class="d" d="M120 74h160l26 40H94z"/><path class="d" d="M126 36h148v40H126z"/><path class="t" d="M126 48h148M126 60h148"/><path class="s" d="M280 74l26 40q10 120 0 242-20 3-44 5 28-130-8-247z"/><rect class="l" x="132" y="150" width="136" height="150" rx="16"/><path class="d" d="M152 166h96v10h-96z"/>{sign}<path class="a" d="M160 278h80v9h-80z"/><circle cx="252" cy="330" r="13" fill="#fff" opacity=".5"/>{heap}<path class="g" d="M104 128q-6 110 2 220-20-90-8-228z"/>"##
    )
}

/// A steaming cup on its saucer.
pub(super) const CANGKIR: &str = r##"<g fill="none" stroke="#fff" stroke-width="10" stroke-linecap="round" opacity=".85"><path d="M150 116q-20-22 0-42t0-42M196 116q-20-22 0-42t0-42M242 116q-20-22 0-42t0-42"/></g><ellipse class="d" cx="192" cy="342" rx="150" ry="24"/><ellipse class="l" cx="192" cy="334" rx="150" ry="24"/><path class="c" d="M296 196q60-16 58 34-4 50-78 56" stroke-width="18"/><path class="m" d="M74 164h236q2 130-70 164h-96q-72-34-70-164z"/><path class="s" d="M250 164h60q2 130-70 164h-40q50-60 50-164z"/><ellipse class="d" cx="192" cy="164" rx="118" ry="26"/><ellipse cx="192" cy="166" rx="104" ry="20" fill="#7a4a24"/><path d="M140 166q50-18 100 0" fill="none" stroke="#b98654" stroke-width="5" stroke-linecap="round"/><path class="a" d="M170 232q22-30 44 0-22 40-44 0z"/><path class="g" d="M90 196q6 60 40 100-48-30-52-104z"/>"##;

/// A bottle of sauce, honey or coffee.
pub(super) fn botol(nama: &str) -> String {
    let liquid = match () {
        () if nama.contains("Madu") => "#e0951f",
        () if nama.contains("Kecap") => "#2c1a12",
        () if nama.contains("Cold Brew") => "#5a3620",
        () if nama.contains("Susu") => "#b98a5e",
        () => "#c23a22",
    };
    format!(
        r##"<path fill="#f3f7f8" d="M168 74h64v56q0 22 24 40 30 24 30 66v98q0 32-32 32H146q-32 0-32-32v-98q0-42 30-66 24-18 24-40z" opacity=".9"/><path fill="{liquid}" d="M170 140h60q4 24 20 36 26 22 26 62v94q0 24-24 24H148q-24 0-24-24v-94q0-40 26-62 16-12 20-36z"/><path class="s" d="M230 140q4 24 20 36 26 22 26 62v94q0 24-24 24h-24q24-80 8-160-10-30-6-56z"/><path class="m" d="M158 34h84q8 0 8 8v42q0 8-8 8h-84q-8 0-8-8V42q0-8 8-8z"/><path class="t" d="M166 44v40M182 44v40M198 44v40M214 44v40M230 44v40"/><path class="w" d="M120 226h160v90H120z"/><path class="m" d="M120 226h160v14H120zM120 302h160v14H120z"/><path class="k" d="M146 252h108v11H146z" opacity=".8"/><path class="a" d="M200 270q24 6 16 26h-32q-8-20 16-26z"/><path class="w" d="M132 230q0-34 26-54 12-10 14-30-6 40-20 60-12 20-8 150-12-4-12-24z" opacity=".45"/>"##
    )
}

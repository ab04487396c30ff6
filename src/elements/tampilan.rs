//! Templates, filled with rows.

use std::cell::{Cell, RefCell};

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::bawaan::{self, Jenis, STYLE};
use super::binding::{Binding, nearest, read};
use super::format::{Format, diskon, rupiah, tanggal};
use super::link::safe_link;

#[wasm_bindgen(module = "/src/elements/dom.js")]
extern "C" {
    #[wasm_bindgen(js_name = ownTemplate)]
    fn own_template(host: &JsValue, state: &str) -> Option<js_sys::Object>;
    fn copy(fragment: &JsValue) -> JsValue;
    fn fragment() -> JsValue;
    fn create(parent: &JsValue, tag: &str, text: &str) -> JsValue;
    fn elements(parent: &JsValue) -> Array;
    fn tag(node: &JsValue) -> String;
    fn attributes(node: &JsValue) -> Array;
    fn mark(node: &JsValue);
    fn marked(parent: &JsValue) -> Array;
    fn content(template: &JsValue) -> JsValue;
    fn append(parent: &JsValue, node: &JsValue);
    fn replace(node: &JsValue, by: &JsValue);
    fn remove(node: &JsValue);
    #[wasm_bindgen(js_name = setText)]
    fn set_text(node: &JsValue, text: &str);
    #[wasm_bindgen(js_name = setAttribute)]
    fn set_attribute(node: &JsValue, name: &str, text: &str);
    fn place(host: &JsValue, nodes: &JsValue, tail: bool);
    fn refresh(host: &JsValue, nodes: &JsValue);
    fn clear(host: &JsValue, tail: bool);
    fn dig(scope: &JsValue, path: &str) -> JsValue;
    fn show(value: &JsValue) -> String;
    #[wasm_bindgen(js_name = isFull)]
    fn is_full(value: &JsValue) -> bool;
    fn list(value: &JsValue) -> Array;
    fn missing(scope: &JsValue, path: &str) -> Array;
    fn warn(text: &str);
    fn style(text: &str);
}

thread_local! {
    static STYLED: Cell<bool> = const { Cell::new(false) };
    /// Complaints made so far: each is made once.
    static WARNED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// A template, read once and filled many times.
struct Template {
    /// Its nodes, those with bindings marked.
    nodes: JsValue,
    /// The bindings of each marked node, in the order of the document.
    bound: Vec<Bound>,
}

struct Bound {
    bindings: Vec<Binding>,
    format: Format,
    /// The template inside, where there is one for each item.
    nested: Option<Template>,
}

/// How an element shows what it has. It holds nothing of the page, not even the element: what the
/// module holds is never collected, and so would hold itself.
#[wasm_bindgen]
pub struct Tampilan {
    jenis: Jenis,
    row: Template,
}

impl std::fmt::Debug for Tampilan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tampilan")
            .field("jenis", &self.jenis)
            .finish_non_exhaustive()
    }
}

#[wasm_bindgen]
impl Tampilan {
    /// The look of an element; `jenis` by the number of [`Jenis`].
    #[wasm_bindgen(constructor)]
    pub fn new(host: &JsValue, jenis: u8) -> Self {
        if !STYLED.replace(true) {
            style(STYLE);
        }
        let jenis = jenis_of(jenis);
        let own = own_template(host, "");
        if own.is_none() {
            set_attribute(host, "data-olshop-bawaan", "");
        }
        let row = match own {
            Some(own) => Template::read(&own),
            None => Template::build(bawaan::row(jenis)),
        };
        Self { jenis, row }
    }

    /// Shows rows, and nothing else.
    pub fn rows(&self, host: &JsValue, rows: &Array) {
        self.clear(host);
        self.add(host, rows);
    }

    /// Shows more rows behind those that are there.
    pub fn add(&self, host: &JsValue, rows: &Array) {
        clear(host, true);
        place(host, &self.filled(rows), false);
    }

    /// Shows rows in the place of those that are there; what looks the same stays untouched.
    pub fn refresh(&self, host: &JsValue, rows: &Array) {
        clear(host, true);
        refresh(host, &self.filled(rows));
    }

    fn filled(&self, rows: &Array) -> JsValue {
        let nodes = fragment();
        for row in rows.iter() {
            append(&nodes, &self.row.fill(&row, &row));
        }
        nodes
    }

    /// Shows a state, and nothing else: "memuat", "kosong", "gagal", "belum-masuk".
    pub fn state(&self, host: &JsValue, name: &str, scope: &JsValue) {
        self.clear(host);
        self.place(host, name, scope, false);
    }

    /// Shows a state behind the rows: "lagi", or "gagal".
    pub fn tail(&self, host: &JsValue, name: &str, scope: &JsValue) {
        clear(host, true);
        self.place(host, name, scope, true);
    }

    /// Shows nothing.
    pub fn clear(&self, host: &JsValue) {
        clear(host, true);
        clear(host, false);
    }

    fn place(&self, host: &JsValue, name: &str, scope: &JsValue, tail: bool) {
        let template = match own_template(host, name) {
            Some(own) => Template::read(&own),
            None => Template::build(bawaan::state(self.jenis, name)),
        };
        place(host, &template.fill(scope, scope), tail);
    }
}

fn jenis_of(number: u8) -> Jenis {
    match number {
        0 => Jenis::Produk,
        1 => Jenis::Kategori,
        2 => Jenis::Slide,
        3 => Jenis::KostumPage,
        4 => Jenis::User,
        5 => Jenis::CatatanSaldo,
        6 => Jenis::CatatanPoin,
        _ => Jenis::Transaksi,
    }
}

impl Template {
    /// Builds a template from the shorthand of the defaults.
    fn build(markup: &str) -> Self {
        let nodes = fragment();
        let mut open = vec![nodes.clone()];
        for line in bawaan::lines(markup) {
            open.truncate(line.depth + 1);
            let Some(parent) = open.last() else { break };
            let node = create(parent, line.tag, line.text);
            for (name, value) in line.attributes {
                match name {
                    "class" => set_attribute(&node, name, &value.replace('.', " ")),
                    _ => set_attribute(&node, name, value),
                }
            }
            open.push(node);
        }
        Self::bind(nodes)
    }

    /// Reads a page's template; the page's own stays as it is.
    fn read(content: &JsValue) -> Self {
        Self::bind(copy(content))
    }

    /// Takes the bindings off a template's nodes.
    fn bind(nodes: JsValue) -> Self {
        let mut bound = Vec::new();
        for node in elements(&nodes).iter() {
            let tag = tag(&node);
            let mut bindings = Vec::new();
            let mut format = Format::Plain;
            let texts: Vec<String> = attributes(&node).iter().map(|text| show(&text)).collect();
            for pair in texts.chunks_exact(2) {
                let [name, value] = pair else { continue };
                match read(&tag, name, value) {
                    Ok(Some(Binding::Format(wanted))) => format = wanted,
                    Ok(Some(binding)) => bindings.push(binding),
                    Ok(None) => {}
                    Err(reason) => complain(&["bukaolshop: ", name, "=\"", value, "\": ", reason]),
                }
            }
            if !bindings.is_empty() {
                let repeats = bindings
                    .iter()
                    .any(|binding| matches!(binding, Binding::Each(_)));
                let nested = repeats.then(|| Self::read(&content(&node)));
                mark(&node);
                bound.push(Bound {
                    bindings,
                    format,
                    nested,
                });
            }
        }
        Self { nodes, bound }
    }

    /// A copy, filled from `scope`: a row, or an item inside of one.
    fn fill(&self, scope: &JsValue, row: &JsValue) -> JsValue {
        let filled = copy(&self.nodes);
        let nodes = marked(&filled);
        for (node, bound) in nodes.iter().zip(&self.bound) {
            for binding in &bound.bindings {
                bound.apply(binding, &node, scope, row);
            }
        }
        filled
    }
}

impl Bound {
    fn apply(&self, binding: &Binding, node: &JsValue, scope: &JsValue, row: &JsValue) {
        match binding {
            Binding::Text(field) => set_text(node, &self.text(scope, row, field)),
            Binding::Attribute { name, field } => {
                set_attribute(node, name, &self.text(scope, row, field))
            }
            Binding::Link { name, field, r#use } => {
                if let Some(link) = safe_link(&show(&value(scope, row, field)), *r#use) {
                    set_attribute(node, name, &link);
                }
            }
            Binding::If(field) if !is_full(&value(scope, row, field)) => remove(node),
            Binding::Unless(field) if is_full(&value(scope, row, field)) => remove(node),
            Binding::Each(field) => {
                let copies = fragment();
                if let Some(nested) = &self.nested {
                    for item in list(&value(scope, row, field)).iter() {
                        append(&copies, &nested.fill(&item, row));
                    }
                }
                replace(node, &copies);
            }
            Binding::If(_) | Binding::Unless(_) | Binding::Format(_) => {}
        }
    }

    fn text(&self, scope: &JsValue, row: &JsValue, field: &str) -> String {
        let value = value(scope, row, field);
        let amount = value.as_f64();
        match (self.format, amount) {
            (Format::Rupiah, Some(amount)) => rupiah(amount),
            (Format::Diskon, Some(price)) => diskon(
                price,
                dig(scope, "harga_produk_asli").as_f64().unwrap_or(0.0),
            ),
            (Format::Diskon, None) => String::new(),
            (Format::Tanggal, _) => tanggal(&show(&value)),
            _ => show(&value),
        }
    }
}

/// A field's value: the item's, or where an item has no such field, the row's. A field that neither
/// has is a misspelt one, for rows have all that is documented.
fn value(scope: &JsValue, row: &JsValue, field: &str) -> JsValue {
    let mut value = dig(scope, field);
    if value.is_undefined() {
        value = dig(row, field);
    }
    if value.is_undefined() {
        let names: Vec<String> = missing(scope, field)
            .iter()
            .chain(missing(row, field).iter().skip(1))
            .map(|name| show(&name))
            .collect();
        let (name, known) = names
            .split_first()
            .map_or((field, &[][..]), |(name, known)| (name.as_str(), known));
        let start = ["bukaolshop: tidak ada isian \"", field, "\"."];
        match nearest(name, known.iter().map(String::as_str)) {
            Some(meant) => complain(&[&start.concat(), " Mungkin maksudnya \"", meant, "\"?"]),
            None => complain(&start),
        }
    }
    value
}

/// Warns on the console, once.
fn complain(parts: &[&str]) {
    let text = parts.concat();
    let is_new = WARNED.with(|warned| {
        let Ok(mut warned) = warned.try_borrow_mut() else {
            return false;
        };
        let is_new = !warned.contains(&text);
        if is_new {
            warned.push(text.clone());
        }
        is_new
    });
    if is_new {
        warn(&text);
    }
}

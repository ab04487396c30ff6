//! Members' data in the words of other systems: a system may repeat what it was sent, and its words go to the log.

use bukaolshop::server::callback::Rejection;
use bukaolshop::server::closed_api::member::MemberDetail;
use bukaolshop::server::closed_api::transaksi::TransaksiDetail;
use serde::Serialize;
use serde_json::Value;

/// The shortest text that is masked. Shorter ones tell nobody apart, and are parts of ordinary words.
const SHORTEST: usize = 4;

/// The texts of an order that are a member's.
pub(crate) struct Private {
    /// The longest first, so that none is masked in part.
    texts: Vec<String>,
}

impl Private {
    pub(crate) fn new(transaksi: &TransaksiDetail, member: Option<&MemberDetail>) -> Self {
        let mut texts = Vec::new();
        if let Some(member) = member {
            collect(&tree(member), &mut texts);
        }
        for shipment in &transaksi.data_pesanan {
            texts.extend(shipment.data_produk.iter().map(|each| each.catatan.clone()));
        }
        // A phone number is sent with and without its country code.
        let numbers: Vec<String> = texts
            .iter()
            .filter_map(|text| text.strip_prefix('0').map(str::to_owned))
            .collect();
        texts.extend(numbers);
        let mut texts: Vec<String> = texts
            .into_iter()
            .map(|text| text.trim().to_owned())
            // The member's number stands in the keys and the words of the configuration.
            .filter(|text| text.len() >= SHORTEST && *text != transaksi.id_user)
            .collect();
        texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        texts.dedup();
        Self { texts }
    }

    /// A rejection whose note has none of these texts.
    pub(crate) fn masked(&self, mut rejection: Rejection) -> Rejection {
        if let Some(note) = &mut rejection.note {
            for text in &self.texts {
                *note = note.replace(text.as_str(), "***");
            }
        }
        rejection
    }
}

fn tree(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// The texts inside a value.
fn collect(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        Value::Object(fields) => fields.values().for_each(|field| collect(field, texts)),
        _ => {}
    }
}

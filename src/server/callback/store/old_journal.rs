//! Reading the journal in which earlier versions of this crate kept their claims: a line with a header, and a line of
//! JSON for each change of a claim.

use super::claim_table::ClaimTable;

/// The first line of a journal.
const HEADER: &[u8] = b"{\"bukaolshop_callback\":1}\n";

/// A journal that is damaged elsewhere than at its end.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::server) struct Damaged;

/// The claims in a journal, without leases, because the program that held them has ended. `None` where the bytes are
/// not a journal. A last line that was being written when the program was killed is left out: its claim was never
/// granted.
pub(in crate::server) fn read(bytes: &[u8]) -> Result<Option<ClaimTable>, Damaged> {
    let mut table = ClaimTable::default();
    let Some(lines) = bytes.strip_prefix(HEADER) else {
        // The header itself may have been cut off, or zero bytes may be in its place.
        let is_cut = HEADER.starts_with(bytes) || bytes.iter().all(|byte| *byte == 0);
        return Ok(is_cut.then_some(table));
    };
    let mut is_cut = false;
    for line in lines.split_inclusive(|byte| *byte == b'\n') {
        let change = line
            .strip_suffix(b"\n")
            .and_then(|line| serde_json::from_slice(line).ok());
        match change {
            // Only the last line can have been cut off.
            Some(_) if is_cut => return Err(Damaged),
            Some(change) => table.apply(change),
            None => is_cut = true,
        }
    }
    table.end_leases();
    Ok(Some(table))
}

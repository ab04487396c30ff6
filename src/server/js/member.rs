//! Members and movements of money as `index.d.ts` describes them.

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::server::member::Member;
use crate::server::money::{Direction, Movement, Outcome, Sent};

/// `{ id_user }` or `{ email_user }`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MemberJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    id_user: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email_user: Option<String>,
}

impl MemberJson {
    pub fn new(id_user: Option<String>, email_user: Option<String>) -> Self {
        Self {
            id_user,
            email_user,
        }
    }

    pub fn known(self) -> Result<Option<Member>, Error> {
        match (self.id_user, self.email_user) {
            (Some(id), None) => Ok(Some(Member::IdUser(id))),
            (None, Some(email)) => Ok(Some(Member::EmailUser(email))),
            (None, None) => Ok(None),
            (Some(_), Some(_)) => Err(Error::argument(ONE_OF_TWO)),
        }
    }

    pub fn member(self) -> Result<Member, Error> {
        self.known()?.ok_or_else(|| Error::argument(ONE_OF_TWO))
    }
}

const ONE_OF_TWO: &str = "isi salah satu saja: id_user atau email_user";

impl From<&Member> for MemberJson {
    fn from(member: &Member) -> Self {
        match member {
            Member::IdUser(id) => Self::new(Some(id.clone()), None),
            Member::EmailUser(email) => Self::new(None, Some(email.clone())),
        }
    }
}

/// `tambah` or `kurang`.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum DirectionJson {
    Tambah,
    Kurang,
}

impl From<DirectionJson> for Direction {
    fn from(direction: DirectionJson) -> Self {
        match direction {
            DirectionJson::Tambah => Direction::Tambah,
            DirectionJson::Kurang => Direction::Kurang,
        }
    }
}

/// A movement of money whose outcome may be unknown.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MovementJson {
    member: Option<MemberJson>,
    direction: DirectionJson,
    amount: Option<u64>,
    at: u64,
    note: Option<String>,
    reference: Option<String>,
}

impl From<&Movement> for MovementJson {
    fn from(movement: &Movement) -> Self {
        Self {
            member: movement.member.as_ref().map(MemberJson::from),
            direction: match movement.direction {
                Direction::Tambah => DirectionJson::Tambah,
                Direction::Kurang => DirectionJson::Kurang,
            },
            amount: movement.amount,
            at: movement.at,
            note: movement.note.clone(),
            reference: movement.reference.clone(),
        }
    }
}

impl TryFrom<MovementJson> for Movement {
    type Error = Error;

    fn try_from(json: MovementJson) -> Result<Self, Error> {
        Ok(Self {
            member: json.member.map(MemberJson::member).transpose()?,
            amount: json.amount,
            at: json.at,
            note: json.note,
            reference: json.reference,
            ..Movement::new(json.direction.into())
        })
    }
}

/// What was sent and has an unknown outcome.
#[derive(Serialize)]
pub(super) struct SentOut<'s> {
    at: u64,
    call: Option<&'static str>,
    by: Option<&'static str>,
    values: &'s [String],
    repeatable: bool,
}

impl<'s> From<&'s Sent> for SentOut<'s> {
    fn from(sent: &'s Sent) -> Self {
        Self {
            at: sent.at,
            call: sent.look.call,
            by: sent.look.by,
            values: &sent.look.values,
            repeatable: sent.repeatable,
        }
    }
}

/// What became of something that was sent.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum OutcomeOut {
    Changed,
    NotChanged,
    Unclear,
}

impl From<Outcome> for OutcomeOut {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Changed => OutcomeOut::Changed,
            Outcome::NotChanged => OutcomeOut::NotChanged,
            Outcome::Unclear => OutcomeOut::Unclear,
        }
    }
}

impl From<OutcomeOut> for Outcome {
    fn from(outcome: OutcomeOut) -> Self {
        match outcome {
            OutcomeOut::Changed => Outcome::Changed,
            OutcomeOut::NotChanged => Outcome::NotChanged,
            OutcomeOut::Unclear => Outcome::Unclear,
        }
    }
}

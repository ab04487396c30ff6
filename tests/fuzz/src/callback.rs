//! Bodies of callbacks and top-ups.

use bukaolshop::server::callback::{Guard, MemoryStore, Reason, Receiver};
use serde_json::Value;

use super::support::World;

/// Short, for the engine to find it.
const SECRET: &str = "SSSS";

/// The body of a POST; the secret is `SSSS`.
pub fn callback(bytes: &[u8]) {
    let receiver = |secret| {
        let guard = Guard::new(MemoryStore::new(), World::scripted([]));
        Receiver::new("toko", secret, guard).expect("shop and secret are good")
    };
    let ours = receiver(SECRET);
    let read = ours.read("POST", bytes);
    let other = receiver("another one").read("POST", bytes);
    match &read {
        Ok(callback) => {
            assert_eq!(other.map_err(|it| it.reason), Err(Reason::WrongSecret));
            let key = callback.key("toko");
            assert!(key.bytes().all(|byte| byte.is_ascii_graphic()), "{key}");
            assert_eq!(key.matches(':').count(), 3, "{key}");
            // What is noted of it names the same callback.
            let mut noted = serde_json::to_value(callback).expect("it is JSON");
            noted["secret_key_callback"] = Value::from(SECRET);
            let again = ours.read("POST", noted.to_string().as_bytes());
            assert_eq!(again.expect("it is read again").key("toko"), key);
        }
        Err(rejection) => assert_ne!(rejection.reason.http_status(), 503),
    }
    let reply = match read {
        Ok(_) => None,
        Err(rejection) => Some(bukaolshop::server::callback::Reply::from(rejection)),
    };
    assert!(reply.is_none_or(|reply| !reply.log().contains(['\n', '\r'])));
    if let Ok(topup) = ours.topup("POST", bytes) {
        assert!(!topup.id_user.is_empty() && !topup.token_topup.is_empty());
    }
}

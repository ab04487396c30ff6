//! Slows down whoever sends wrong secrets in a row, by address. Right secrets are never kept waiting.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroUsize;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::HeaderMap;
use ipnet::IpNet;
use lru::LruCache;
use tokio::sync::Semaphore;

/// How many addresses are remembered. The one that has been quiet for the longest makes room for another.
const ADDRESSES: NonZeroUsize = NonZeroUsize::MIN.saturating_add(9_999);

/// How many wrong secrets are answered at once: a shop may mistype its own.
const FREE: u32 = 3;

/// The wait for the first one behind those; it doubles with each.
const FIRST: Duration = Duration::from_millis(250);
const LONGEST: Duration = Duration::from_secs(8);

/// How many answers wait at the same time, so that their connections fit into memory. More are refused at once.
const WAITING: usize = 1_000;

/// What is known of addresses that have sent wrong secrets.
pub(crate) struct Throttle {
    trusted: Vec<IpNet>,
    wrong: Mutex<LruCache<IpAddr, u32>>,
    waiting: Semaphore,
}

/// Too many wait already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooMany;

impl Throttle {
    /// One that believes the `X-Forwarded-For` of these proxies.
    pub(crate) fn new(trusted: Vec<IpNet>) -> Self {
        Self {
            trusted,
            wrong: Mutex::new(LruCache::new(ADDRESSES)),
            waiting: Semaphore::new(WAITING),
        }
    }

    /// The address that a request comes from: the last one in `X-Forwarded-For` that no trusted proxy has, where the connection
    /// is a trusted proxy's.
    pub(crate) fn sender(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let is_trusted = |address: &IpAddr| {
            let address = address.to_canonical();
            self.trusted
                .iter()
                .any(|network| network.contains(&address))
        };
        let mut sender = peer.to_canonical();
        if !is_trusted(&sender) {
            return network(sender);
        }
        let all: Vec<&str> = headers
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .collect();
        for text in all.into_iter().rev() {
            // What a trusted proxy has written is an address; anything else is not believed.
            let Ok(address) = text.trim().parse::<IpAddr>() else {
                break;
            };
            sender = address.to_canonical();
            if !is_trusted(&sender) {
                break;
            }
        }
        network(sender)
    }

    fn wrong(&self) -> MutexGuard<'_, LruCache<IpAddr, u32>> {
        self.wrong.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A right secret came from this address.
    pub(crate) fn right(&self, sender: IpAddr) {
        self.wrong().pop(&sender);
    }

    /// Counts a wrong secret, and tells how long its answer is to wait.
    pub(crate) fn count(&self, sender: IpAddr) -> Duration {
        let mut wrong = self.wrong();
        let count = wrong.get_or_insert_mut(sender, || 0);
        *count = count.saturating_add(1);
        match count.checked_sub(FREE) {
            None | Some(0) => Duration::ZERO,
            Some(more) => FIRST
                .saturating_mul(2_u32.saturating_pow(more.saturating_sub(1)))
                .min(LONGEST),
        }
    }

    /// Waits before a wrong secret is answered.
    ///
    /// # Errors
    /// [`TooMany`]: the answer is to be a refusal at once.
    pub(crate) async fn wait(&self, sender: IpAddr) -> Result<(), TooMany> {
        let wait = self.count(sender);
        if wait.is_zero() {
            return Ok(());
        }
        let _place = self.waiting.try_acquire().map_err(|_| TooMany)?;
        tokio::time::sleep(wait).await;
        Ok(())
    }
}

/// What one sender has: an address, or in IPv6 the 64 bits of its network.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let network = u128::from(address) & (u128::MAX << 64);
            IpAddr::V6(Ipv6Addr::from(network))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn wrong_secrets_in_a_row_wait_longer_and_longer_and_a_right_one_ends_the_row() {
        let throttle = Throttle::new(Vec::new());
        let (one, other) = (address("192.0.2.1"), address("192.0.2.2"));
        let waits: Vec<u128> = (0..12).map(|_| throttle.count(one).as_millis()).collect();
        let expected = [0, 0, 0, 250, 500, 1000, 2000, 4000, 8000, 8000, 8000, 8000];
        assert_eq!(waits, expected);
        assert_eq!(throttle.count(other), Duration::ZERO);
        throttle.right(one);
        assert_eq!(throttle.count(one), Duration::ZERO);
    }

    #[test]
    fn a_million_addresses_take_no_more_memory_than_ten_thousand() {
        let throttle = Throttle::new(Vec::new());
        for number in 0..1_000_000_u32 {
            throttle.count(IpAddr::V4(number.into()));
        }
        assert_eq!(throttle.wrong().len(), 10_000);
        // In IPv6 one sender has a whole network.
        let headers = HeaderMap::new();
        let sender = |text| throttle.sender(address(text), &headers);
        assert_eq!(sender("2001:db8::1"), sender("2001:db8::ffff:2"));
        assert_ne!(sender("2001:db8::1"), sender("2001:db8:0:1::1"));
    }

    #[test]
    fn only_a_trusted_proxy_tells_whom_a_request_is_from() {
        let networks = ["10.0.0.0/8", "127.0.0.1/32"].map(|text| text.parse().expect("a network"));
        let throttle = Throttle::new(networks.to_vec());
        let sender = |peer: &str, forwarded: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for value in forwarded {
                headers.append("x-forwarded-for", value.parse().expect("a value"));
            }
            throttle.sender(address(peer), &headers).to_string()
        };
        assert_eq!(sender("203.0.113.5", &["192.0.2.1"]), "203.0.113.5");
        assert_eq!(sender("127.0.0.1", &["192.0.2.1"]), "192.0.2.1");
        assert_eq!(sender("::ffff:127.0.0.1", &["192.0.2.1"]), "192.0.2.1");
        assert_eq!(sender("10.1.1.1", &["192.0.2.1, 10.2.2.2"]), "192.0.2.1");
        assert_eq!(sender("10.1.1.1", &["192.0.2.1", "10.2.2.2"]), "192.0.2.1");
        // The sender's own lies stand before what the proxy has added.
        assert_eq!(
            sender("10.1.1.1", &["198.51.100.7, 192.0.2.1"]),
            "192.0.2.1"
        );
        assert_eq!(sender("10.1.1.1", &["tidak tahu"]), "10.1.1.1");
        assert_eq!(sender("10.1.1.1", &[]), "10.1.1.1");
    }
}

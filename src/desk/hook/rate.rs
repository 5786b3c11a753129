//! How many calls a source may make in a minute, and who the source is.

use std::collections::{HashMap, VecDeque};
use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;

use hyper::HeaderMap;

const MINUTE: Duration = Duration::from_mins(1);
const FORWARDED: &str = "x-forwarded-for";

/// Whose call it is. Behind a proxy that is the last address of `X-Forwarded-For`, which the proxy itself wrote: those before
/// it are the caller's own words. From a peer that is neither on this computer nor in a private network it is not believed.
pub(super) fn source(peer: IpAddr, headers: &HeaderMap, behind_proxy: bool) -> IpAddr {
    let peer = peer.to_canonical();
    if !behind_proxy || !is_near(peer) {
        return peer;
    }
    let last = headers.get_all(FORWARDED).iter().next_back();
    let last = last.and_then(|value| value.to_str().ok()?.rsplit(',').next());
    last.and_then(|text| address(text.trim())).unwrap_or(peer)
}

fn is_near(peer: IpAddr) -> bool {
    match peer {
        IpAddr::V4(peer) => peer.is_loopback() || peer.is_private() || peer.is_link_local(),
        IpAddr::V6(peer) => {
            peer.is_loopback() || peer.is_unique_local() || peer.is_unicast_link_local()
        }
    }
}

/// An address, with or without brackets and a port.
fn address(text: &str) -> Option<IpAddr> {
    let plain = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let found = plain.unwrap_or(text).parse::<IpAddr>().ok();
    let with_port = || {
        text.parse::<std::net::SocketAddr>()
            .ok()
            .map(|both| both.ip())
    };
    found
        .or_else(with_port)
        .map(|address| address.to_canonical())
}

/// One who has an address of IPv6 has the whole network of 64 bits.
fn network(source: IpAddr) -> IpAddr {
    match source {
        IpAddr::V4(_) => source,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

/// Counts the calls of each source, in minutes that begin with its first call. When there is no room for another source the
/// one is forgotten that came longest ago.
#[derive(Debug)]
pub(super) struct Rate {
    per_minute: u32,
    sources: usize,
    counted: HashMap<IpAddr, (Duration, u32)>,
    /// In the order in which their minutes began.
    order: VecDeque<(Duration, IpAddr)>,
}

impl Rate {
    pub(super) fn new(per_minute: u32, sources: usize) -> Self {
        Self {
            per_minute,
            sources: sources.max(1),
            counted: HashMap::new(),
            order: VecDeque::new(),
        }
    }

    /// Counts a call; `Err` gives how long to wait if it is one too many.
    pub(super) fn take(&mut self, source: IpAddr, now: Duration) -> Result<(), Duration> {
        let source = network(source);
        while let Some((began, oldest)) = self.order.front().copied()
            && (now.saturating_sub(began) >= MINUTE
                || (self.order.len() >= self.sources && !self.counted.contains_key(&source)))
        {
            self.order.pop_front();
            self.counted.remove(&oldest);
        }
        let (began, count) = self.counted.entry(source).or_insert_with(|| {
            self.order.push_back((now, source));
            (now, 0)
        });
        if *count >= self.per_minute {
            return Err((*began + MINUTE).saturating_sub(now));
        }
        *count += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use hyper::header::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn of(peer: &str, forwarded: &[&str], behind_proxy: bool) -> String {
        let mut headers = HeaderMap::new();
        for one in forwarded {
            headers.append(FORWARDED, HeaderValue::from_str(one).unwrap());
        }
        source(ip(peer), &headers, behind_proxy).to_string()
    }

    #[test]
    fn a_near_proxy_says_whose_call_it_is() {
        assert_eq!(of("127.0.0.1", &["203.0.113.9"], true), "203.0.113.9");
        assert_eq!(
            of("10.1.2.3", &["1.1.1.1, 203.0.113.9"], true),
            "203.0.113.9"
        );
        assert_eq!(
            of("::1", &["1.1.1.1", "203.0.113.9:4711"], true),
            "203.0.113.9"
        );
        assert_eq!(of("fd00::1", &["[2001:db8::1]"], true), "2001:db8::1");
        assert_eq!(of("127.0.0.1", &["[2001:db8::1]:443"], true), "2001:db8::1");
        assert_eq!(
            of("::ffff:127.0.0.1", &["::ffff:203.0.113.9"], true),
            "203.0.113.9"
        );
    }

    #[test]
    fn nobody_else_does() {
        assert_eq!(of("127.0.0.1", &["203.0.113.9"], false), "127.0.0.1");
        assert_eq!(of("198.51.100.7", &["203.0.113.9"], true), "198.51.100.7");
        assert_eq!(of("2001:db8::7", &["203.0.113.9"], true), "2001:db8::7");
        for nothing in ["", "unknown", "203.0.113.9, x", "203.0.113.999"] {
            assert_eq!(of("127.0.0.1", &[nothing], true), "127.0.0.1", "{nothing}");
        }
    }

    #[test]
    fn a_source_has_its_calls_a_minute() {
        let mut rate = Rate::new(3, 100);
        let (one, other) = (ip("203.0.113.9"), ip("203.0.113.10"));
        let at = Duration::from_secs;
        for second in 0..3 {
            assert_eq!(rate.take(one, at(second)), Ok(()));
        }
        assert_eq!(rate.take(one, at(10)), Err(at(50)));
        assert_eq!(rate.take(other, at(10)), Ok(()));
        assert_eq!(rate.take(one, at(59)), Err(at(1)));
        assert_eq!(rate.take(one, at(60)), Ok(()));
        // One network of IPv6 is one source.
        for last in 0..3 {
            assert_eq!(rate.take(ip(&format!("2001:db8::{last}")), at(60)), Ok(()));
        }
        assert!(rate.take(ip("2001:db8::ffff"), at(60)).is_err());
        assert_eq!(rate.take(ip("2001:db8:0:1::1"), at(60)), Ok(()));
    }

    proptest! {
        #[test]
        fn no_more_sources_are_counted_than_there_is_room_for(calls in proptest::collection::vec((0u32..60, 0u64..5000), 1..400)) {
            let mut rate = Rate::new(5, 16);
            let mut now = Duration::ZERO;
            for (source, pause) in calls {
                now += Duration::from_millis(pause);
                let _ = rate.take(IpAddr::V4(source.into()), now);
                prop_assert!(rate.counted.len() <= 16);
                prop_assert_eq!(rate.counted.len(), rate.order.len());
            }
        }
    }
}

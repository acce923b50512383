//! What the border knows of a request while it is answered.

use std::{
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::extract::{FromRequestParts, Request};
use http::request::Parts;
use lambda_http::{RequestExt, request::RequestContext};
use powerdown_domain::{TenantId, UserId};
use powerdown_engine::{
    limits::Draw,
    ports::VaultError,
    record::{Actor, SourceHash},
};

use super::{
    limits::{self, Rule},
    source,
};
use crate::state::{Base, Site};

/// The header by which the edge says where a request came from. CloudFront writes it over whatever the
/// viewer sent.
pub const VIEWER: &str = "x-powerdown-viewer";

/// Who makes a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// In which company.
    pub tenant: TenantId,
    /// The person, or the one in whose place a program acts.
    pub user: UserId,
    /// Who does it, for the audit trail.
    pub actor: Actor,
}

/// A request on its way. Clones are the same one.
#[derive(Debug, Clone)]
pub struct Visit(Arc<Inside>);

#[derive(Debug)]
struct Inside {
    /// The network it came from.
    network: String,
    /// The limits of its route.
    rule: Option<&'static Rule>,
    notes: Mutex<Notes>,
}

#[derive(Debug, Default)]
struct Notes {
    draw: Option<Draw>,
    caller: Option<Caller>,
    /// Its person's buckets were drawn from.
    limited: bool,
    source: Option<SourceHash>,
}

impl Visit {
    /// Of a request that the edge let through.
    pub fn of(site: &Site, request: &Request) -> Self {
        let network =
            address(site, request).map_or_else(|| "unknown".to_owned(), |ip| network(ip).to_string());
        Self(Arc::new(Inside { network, rule: limits::rule_of(request), notes: Mutex::default() }))
    }

    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.0.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The limits of its route.
    pub fn rule(&self) -> Option<&'static Rule> {
        self.0.rule
    }

    /// Where it came from, as a keyed hash.
    ///
    /// # Errors
    /// The vault's.
    pub async fn source(&self, base: &Base) -> Result<SourceHash, VaultError> {
        if let Some(known) = self.notes().source.clone() {
            return Ok(known);
        }
        let hash = source::hash(&*base.vault, "address", &self.0.network).await?;
        self.notes().source = Some(hash.clone());
        Ok(hash)
    }

    /// Notes who makes it.
    pub fn is_made_by(&self, caller: Caller) {
        self.notes().caller = Some(caller);
    }

    /// Who makes it, as far as is known by now.
    pub fn caller(&self) -> Option<Caller> {
        self.notes().caller.clone()
    }

    /// Whether its person's buckets are still to be drawn from; after that, they are not.
    pub(super) fn begin_limiting(&self) -> bool {
        !std::mem::replace(&mut self.notes().limited, true)
    }

    /// Notes what a bucket said. A refusal is kept, and else what leaves the fewest calls.
    pub fn drew(&self, draw: Draw) {
        let mut notes = self.notes();
        let tighter = |before: &Draw| !draw.granted || (before.granted && draw.remaining < before.remaining);
        if notes.draw.as_ref().is_none_or(tighter) {
            notes.draw = Some(draw);
        }
    }

    /// The tightest limit it met.
    pub fn draw(&self) -> Option<Draw> {
        self.notes().draw
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let nobodys = || {
            let notes = Mutex::default();
            Self(Arc::new(Inside { network: "unknown".to_owned(), rule: None, notes }))
        };
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_else(nobodys))
    }
}

/// Who asks: as the edge says, where the request proved to have come through it; else as the gateway.
fn address(site: &Site, request: &Request) -> Option<IpAddr> {
    let named = || request.headers().get(VIEWER)?.to_str().ok()?.parse().ok();
    let proven = site.came_through_our_edge(request.headers());
    proven.then(named).flatten().or_else(|| match request.request_context_ref() {
        Some(RequestContext::ApiGatewayV2(context)) => context.http.source_ip.as_ref()?.parse().ok(),
        _ => None,
    })
}

/// What one subscriber has: an IPv4 address, or the first half of an IPv6 address.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use axum::{body::Body, extract::Request};

    use super::{VIEWER, address, network};
    use crate::{border::ORIGIN_SECRET, state::Site};

    #[test]
    fn a_subscriber_is_an_address_or_half_of_one() {
        for (address, expected) in [
            ("192.0.2.7", "192.0.2.7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ] {
            assert_eq!(network(address.parse().unwrap()).to_string(), expected);
        }
    }

    #[test]
    fn only_the_edge_is_believed() {
        let site = Site { origin_secret: Some("secret".to_owned()), ..Site::default() };
        let named = |secret: &str, viewer: &str| {
            let request = Request::builder().header(ORIGIN_SECRET, secret).header(VIEWER, viewer);
            address(&site, &request.body(Body::empty()).unwrap())
        };
        assert_eq!(named("secret", "192.0.2.7"), "192.0.2.7".parse().ok());
        assert_eq!(named("guessed", "192.0.2.7"), None);
        assert_eq!(named("secret", "nowhere"), None);
    }
}

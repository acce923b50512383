//! Tokens that a forger would send. Each answers exactly as no token at all does.
//!
//! The forger here has what no forger has, the signing key: a token is refused for what it says, and
//! not only because its signature is wrong. Sources: RFC 8725 (JWT best current practices), the CVEs of
//! JWT libraries that they are named for, PortSwigger's and jwt_tool's attack lists.

use aws_lc_rs::hmac;
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD},
};
use powerdown_api::cookies::{REFRESH, SESSION};
use powerdown_engine::ports::{MacKey, MacPurpose};
use serde_json::{Value, json};

use crate::world::{Browser, World};

/// A forger's workbench: a real session, and the key.
struct Bench {
    good: String,
    key: MacKey,
    header: Value,
    claims: Value,
}

impl Bench {
    async fn new(ada: &Browser<'_>) -> Self {
        let good = ada.cookie(SESSION);
        let part = |at: usize| {
            let bytes = URL_SAFE_NO_PAD.decode(good.split('.').nth(at).unwrap()).unwrap();
            serde_json::from_slice::<Value>(&bytes).unwrap()
        };
        let (header, claims) = (part(0), part(1));
        let key = ada.world.base.vault.mac_key(MacPurpose::SessionSigning).await.unwrap();
        Self { key, header, claims, good }
    }

    /// Signs any two texts with the real key.
    fn signed(&self, header: &str, claims: &str) -> String {
        self.signed_with(header, claims, hmac::HMAC_SHA256, &self.key.bytes)
    }

    fn signed_with(&self, header: &str, claims: &str, algorithm: hmac::Algorithm, key: &[u8]) -> String {
        let text = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
        format!(
            "{text}.{}",
            URL_SAFE_NO_PAD.encode(hmac::sign(&hmac::Key::new(algorithm, key), text.as_bytes()))
        )
    }

    fn header(&self, name: &str, to: Value) -> String {
        let mut header = self.header.clone();
        header[name] = to;
        self.signed(&header.to_string(), &self.claims.to_string())
    }

    fn claim(&self, name: &str, to: Value) -> String {
        let mut claims = self.claims.clone();
        claims[name] = to;
        self.signed(&self.header.to_string(), &claims.to_string())
    }

    fn without(&self, place: &str, name: &str) -> String {
        let (mut header, mut claims) = (self.header.clone(), self.claims.clone());
        let part = if place == "header" { &mut header } else { &mut claims };
        part.as_object_mut().unwrap().remove(name).unwrap();
        self.signed(&header.to_string(), &claims.to_string())
    }
}

/// What a forger sends, and what it is called.
fn hostile(bench: &Bench, other: &Bench, refresh: &str) -> Vec<(&'static str, String)> {
    let Bench { good, key, header, claims } = bench;
    let (h, c) = (header.to_string(), claims.to_string());
    let parts: Vec<&str> = good.split('.').collect();
    let [head, body, signature] = parts[..] else { panic!("{good}") };
    let theirs = other.good.rsplit_once('.').unwrap().1;
    let unsigned = |alg: &str| format!("{}.{body}.", URL_SAFE_NO_PAD.encode(h.replace("HS256", alg)));
    let now = claims["nbf"].as_i64().unwrap();
    let more = |text: &str, field: &str| format!("{{{field},{}", &text[1..]);
    vec![
        ("nothing", String::new()),
        ("a dot", ".".into()),
        ("two dots", "..".into()),
        ("three letters", "a.b.c".into()),
        ("no signature", format!("{head}.{body}")),
        ("an empty signature", format!("{head}.{body}.")),
        ("an empty header", format!(".{body}.{signature}")),
        ("empty claims", format!("{head}..{signature}")),
        ("zeroes for a signature", format!("{head}.{body}.{}", "A".repeat(signature.len()))),
        ("another session's signature", format!("{head}.{body}.{theirs}")),
        ("half a signature", format!("{head}.{body}.{}", &signature[..signature.len() / 2])),
        ("a longer signature", format!("{good}A")),
        ("five parts, as JWE has", format!("{good}.{body}.{signature}")),
        ("a fourth part", format!("{good}.x")),
        ("percent-encoded dots", good.replace('.', "%2E")),
        ("quotes around it", format!("\"{good}\"")),
        ("the word Bearer", format!("Bearer {good}")),
        ("upper case", good.to_uppercase()),
        ("padded base64", format!("{}.{}.{}=", URL_SAFE.encode(&h), URL_SAFE.encode(&c), signature)),
        (
            "the other base64 alphabet",
            format!(
                "{}.{}.{}",
                STANDARD.encode(&h),
                STANDARD.encode(&c),
                STANDARD.encode(URL_SAFE_NO_PAD.decode(signature).unwrap())
            ),
        ),
        ("a very long one", format!("{good}{}", "A".repeat(100_000))),
        ("long claims, rightly signed", bench.claim("sub", json!("x".repeat(4_000)))),
        ("a refresh token", refresh.into()),
        ("alg none", unsigned("none")),
        ("alg None", unsigned("None")),
        ("alg NONE", unsigned("NONE")),
        ("alg nOnE, with the signature", format!("{}{signature}", unsigned("nOnE"))),
        ("an empty alg", bench.header("alg", json!(""))),
        ("alg null", bench.header("alg", Value::Null)),
        ("alg as a list", bench.header("alg", json!(["HS256"]))),
        ("alg hs256", bench.header("alg", json!("hs256"))),
        ("alg HS384 over a HS256 signature", bench.header("alg", json!("HS384"))),
        (
            "HS384, rightly signed",
            bench.signed_with(&h.replace("HS256", "HS384"), &c, hmac::HMAC_SHA384, &key.bytes),
        ),
        (
            "HS512, rightly signed",
            bench.signed_with(&h.replace("HS256", "HS512"), &c, hmac::HMAC_SHA512, &key.bytes),
        ),
        ("alg RS256: key confusion", bench.header("alg", json!("RS256"))),
        (
            "alg ES256: CVE-2022-21449",
            format!(
                "{}.{body}.{}",
                URL_SAFE_NO_PAD.encode(h.replace("HS256", "ES256")),
                URL_SAFE_NO_PAD.encode([0; 64])
            ),
        ),
        ("alg EdDSA", bench.header("alg", json!("EdDSA"))),
        ("alg dir, as JWE has", bench.header("alg", json!("dir"))),
        ("typ JWT", bench.header("typ", json!("JWT"))),
        ("typ of a refresh token", bench.header("typ", json!("rt+jwt"))),
        ("typ in capitals", bench.header("typ", json!("AT+JWT"))),
        ("cty: a token within", bench.header("cty", json!("JWT"))),
        ("an unknown kid", bench.header("kid", json!("another"))),
        ("an empty kid", bench.header("kid", json!(""))),
        ("a kid that climbs", bench.header("kid", json!("../../../../dev/null"))),
        ("a kid that injects", bench.header("kid", json!("x' UNION SELECT 'a"))),
        ("a kid with a NUL", bench.header("kid", json!(format!("{}\0", key.id)))),
        ("a kid that is a number", bench.header("kid", json!(1))),
        ("crit of a known claim", bench.header("crit", json!(["exp"]))),
        ("an empty crit", bench.header("crit", json!([]))),
        ("b64 false, RFC 7797", bench.header("b64", json!(false))),
        ("jku", bench.header("jku", json!("https://evil.example/keys.json"))),
        (
            "jwk: CVE-2018-0114",
            bench.header("jwk", json!({"kty": "oct", "k": URL_SAFE_NO_PAD.encode(b"mine")})),
        ),
        ("x5u", bench.header("x5u", json!("https://evil.example/cert.pem"))),
        ("x5c", bench.header("x5c", json!(["MIIB"]))),
        ("zip", bench.header("zip", json!("DEF"))),
        ("an unknown header", bench.header("is_admin", json!(true))),
        ("two algs", bench.signed(&more(&h, r#""alg":"none""#), &c)),
        ("two kids", bench.signed(&more(&h, r#""kid":"x""#), &c)),
        ("no alg", bench.without("header", "alg")),
        ("no typ", bench.without("header", "typ")),
        ("no kid", bench.without("header", "kid")),
        ("a header that is a word", bench.signed("\"HS256\"", &c)),
        ("a header of 1,000 levels", bench.signed(&"[".repeat(1_000), &c)),
        ("another key", bench.signed_with(&h, &c, hmac::HMAC_SHA256, b"another key of thirty-two bytes!")),
        ("no key", bench.signed_with(&h, &c, hmac::HMAC_SHA256, b"")),
        ("the key's name as the key", bench.signed_with(&h, &c, hmac::HMAC_SHA256, key.id.as_bytes())),
        ("another issuer", bench.claim("iss", json!("https://evil.example"))),
        (
            "our issuer with a slash",
            bench.claim("iss", json!(format!("{}/", claims["iss"].as_str().unwrap()))),
        ),
        ("issuers in a list", bench.claim("iss", json!([claims["iss"], "https://evil.example"]))),
        ("another audience", bench.claim("aud", json!("powerdown-admin"))),
        ("two audiences", bench.claim("aud", json!(["powerdown-portal", "another"]))),
        ("a list of our audience", bench.claim("aud", json!(["powerdown-portal"]))),
        ("another person", bench.claim("sub", other.claims["sub"].clone())),
        ("another's session", bench.claim("sid", other.claims["sid"].clone())),
        ("a session that never was", bench.claim("sid", json!("ses_00000000000000000000000009"))),
        ("a session in a list", bench.claim("sid", json!([claims["sid"]]))),
        ("any session", bench.claim("sid", json!("*"))),
        ("an object as the person", bench.claim("sub", json!({"$ne": null}))),
        ("expired this second", bench.claim("exp", json!(now))),
        ("expired long ago", bench.claim("exp", json!(0))),
        ("negative time", bench.claim("exp", json!(-1))),
        ("time as text", bench.claim("exp", json!("9999999999"))),
        ("time with a fraction", bench.claim("exp", json!(9_999_999_999.5))),
        ("time beyond all numbers", bench.signed(&h, &c.replacen("\"exp\":", "\"exp\":1e999,\"x\":", 1))),
        ("not yet", bench.claim("nbf", json!(now + 1))),
        ("a role of one's own", bench.claim("role", json!("owner"))),
        ("a tenant of one's own", bench.claim("tenant_id", other.claims["sub"].clone())),
        ("the session twice", bench.signed(&h, &more(&c, &format!("\"sid\":{}", other.claims["sid"])))),
        ("no issuer", bench.without("claims", "iss")),
        ("no audience", bench.without("claims", "aud")),
        ("no person", bench.without("claims", "sub")),
        ("no session", bench.without("claims", "sid")),
        ("no beginning", bench.without("claims", "nbf")),
        ("no end", bench.without("claims", "exp")),
        ("claims that are a list", bench.signed(&h, "[]")),
        ("claims that are null", bench.signed(&h, "null")),
        ("claims with a mark before them", bench.signed(&h, &format!("\u{feff}{c}"))),
        ("claims and something after", bench.signed(&h, &format!("{c}{{}}"))),
        ("claims that are no text", bench.signed(&h, "\u{0}")),
    ]
}

#[tokio::test]
async fn a_hostile_token_is_as_good_as_none() {
    let world = World::new();
    let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
    let (bench, other) = (Bench::new(&ada).await, Bench::new(&eve).await);
    // The forger forges rightly, or the refusals below would mean nothing.
    let right = bench.signed(&bench.header.to_string(), &bench.claims.to_string());
    let count = hostile(&bench, &other, &ada.cookie(REFRESH)).len();
    assert!(count >= 90, "{count}");
    for at in 0..count {
        // A world each: they count against whoever sends them.
        let world = World::new();
        let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
        let (bench, other) = (Bench::new(&ada).await, Bench::new(&eve).await);
        let none = world.browser().get("/machines").await;
        none.problem(401);
        let (name, token) = hostile(&bench, &other, &ada.cookie(REFRESH)).swap_remove(at);
        let browser = world.browser();
        browser.set_cookie(SESSION, &token);
        assert_eq!(browser.get("/machines").await.essence(), none.essence(), "{name}");
    }
    let browser = world.browser();
    browser.set_cookie(SESSION, &right);
    browser.get("/machines").await.expect(200);
}

/// Every token with one character changed, left out or doubled.
#[tokio::test]
async fn a_token_is_good_to_the_last_character() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let good = ada.cookie(SESSION);
    let vault = &*world.base.vault;
    for at in 0..good.len() {
        let (before, rest) = good.split_at(at);
        let (one, after) = rest.split_at(1);
        let other = if one == "A" { "B" } else { "A" };
        for token in
            [format!("{before}{other}{after}"), format!("{before}{after}"), format!("{before}{one}{rest}")]
        {
            let read =
                powerdown_api::tokens::verify(vault, &world.base.site, &token, world.now()).await.unwrap();
            assert!(read.is_none(), "{token}");
        }
    }
}

//! A whole installation in memory, and browsers that use it.

#[path = "world/answer.rs"]
mod answer;

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock, Mutex},
};

use axum::{Router, body::Body};
use http::{Method, Request, header};
use http_body_util::BodyExt;
use jiff::{SignedDuration, Timestamp, tz::TimeZoneDatabase};
use powerdown_api::{
    border, cookies,
    launch::LaunchLink,
    routes,
    state::{Base, Login, Portal, Site},
};
use powerdown_domain::{
    LineageId, MachineId, Reach, TenantId,
    machine::{InstanceFacts, Lifecycle, Machine, MachineState, RootDevice},
};
use powerdown_engine::{
    ports::{AccountStore, Clock, MachineStore, MemberStore, SessionStore},
    record::{Membership, Role, Session},
};
use powerdown_testkit::{
    ambient::{ManualClock, SeededEntropy},
    messages::Outbox,
    notary::FakeNotary,
    objects::MemoryObjects,
    passwords::FakePasswords,
    store::MemoryStore,
    vault::FakeVault,
};
use serde_json::{Value, json};
use tower::ServiceExt;

pub(crate) use answer::Answer;

pub(crate) const PASSWORD: &str = "correct horse battery";
/// A site whose pages may call with an API token.
pub(crate) const FRIEND: &str = "https://friend.example";
pub(crate) const URL: &str = "https://powerdown.example";

/// What the log-in function answers.
static SLOW: LazyLock<Vec<(Method, String)>> = LazyLock::new(routes::login_operations);

/// The ports and the two functions that speak HTTP.
pub(crate) struct World {
    pub(crate) store: MemoryStore,
    pub(crate) objects: Arc<MemoryObjects>,
    pub(crate) outbox: Arc<Outbox>,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) base: Base,
    portal: Router,
    login: Router,
}

impl World {
    pub(crate) fn new() -> Self {
        Self::with_origin_secret(None)
    }

    pub(crate) fn with_origin_secret(secret: Option<&str>) -> Self {
        Self::made(secret, false)
    }

    /// With the limits of production; every other world has those of load tests.
    pub(crate) fn limited() -> Self {
        Self::made(None, true)
    }

    fn made(secret: Option<&str>, limited: bool) -> Self {
        let clock = Arc::new(ManualClock::at("2026-03-02T08:00:00Z"));
        let (store, outbox) = (MemoryStore::new(), Arc::new(Outbox::new(clock.clone())));
        let base = Base {
            store: Arc::new(store.clone()),
            vault: Arc::new(FakeVault::new()),
            bus: outbox.clone(),
            clock: clock.clone(),
            entropy: Arc::new(SeededEntropy::new(7)),
            zones: TimeZoneDatabase::bundled(),
            site: Arc::new(Site {
                public_url: URL.to_owned(),
                origin_secret: secret.map(str::to_owned),
                load_test: !limited,
                cors_origins: vec![FRIEND.to_owned()],
            }),
        };
        let objects = Arc::new(MemoryObjects::new(clock.clone()));
        let launch = LaunchLink {
            account: "111111111111".parse().unwrap(),
            template_url: Some("https://bucket.s3.amazonaws.com/powerdown-access.yaml".to_owned()),
            bus_arn: None,
        };
        let portal = Portal {
            base: base.clone(),
            jobs: outbox.clone(),
            launch: Arc::new(launch),
            exports: objects.clone(),
            anchors: objects.clone(),
            notary: Arc::new(FakeNotary),
        };
        let passwords = Arc::new(FakePasswords::new());
        let login = Login { base: base.clone(), passwords, mailer: outbox.clone() };
        Self {
            store,
            objects,
            outbox,
            clock,
            portal: routes::portal(portal),
            login: routes::login(login),
            base,
        }
    }

    /// Sends a request to the function that API Gateway would send it to.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let asked = (request.method().clone(), request.uri().path().to_owned());
        let router = if SLOW.contains(&asked) { &self.login } else { &self.portal };
        let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }

    /// The portal's router.
    pub(crate) fn portal(&self) -> Router {
        self.portal.clone()
    }

    pub(crate) fn browser(&self) -> Browser<'_> {
        Browser { world: self, cookies: Mutex::default(), authorization: None }
    }

    /// A program that says who it is in this way: it has no cookies, and is on no page.
    pub(crate) fn program(&self, authorization: String) -> Browser<'_> {
        Browser { authorization: Some(authorization), ..self.browser() }
    }

    /// A verified owner of a company of her own, logged in.
    pub(crate) async fn owner(&self, email: &str) -> Browser<'_> {
        let browser = self.browser();
        let draft =
            json!({"company": "Engines", "email": email, "password": PASSWORD, "time_zone": "Europe/London"});
        browser.post("/tenants", draft).await.expect(202);
        let token = self.link_token();
        browser.post("/email-verifications", json!({ "token": token })).await.expect(204);
        browser.post("/sessions", json!({"email": email, "password": PASSWORD})).await.expect(200);
        browser
    }

    /// Somebody who signed up, in another browser.
    pub(crate) async fn log_in(&self, email: &str) -> Browser<'_> {
        let browser = self.browser();
        browser.post("/sessions", json!({"email": email, "password": PASSWORD})).await.expect(200);
        browser
    }

    /// The token of the link in the only mail since the last look.
    pub(crate) fn link_token(&self) -> String {
        let mails = self.outbox.take_mails();
        assert_eq!(mails.len(), 1, "{mails:?}");
        let start = mails[0].text.find("token=").expect("a link") + "token=".len();
        mails[0].text[start..].split_whitespace().next().unwrap().to_owned()
    }

    pub(crate) fn advance(&self, by: SignedDuration) {
        self.clock.advance(by);
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// A browser: it keeps cookies as they are set, and says which page it is on. Or a program.
pub(crate) struct Browser<'a> {
    pub(crate) world: &'a World,
    pub(crate) cookies: Mutex<BTreeMap<String, String>>,
    /// What a program sends in the place of all that.
    authorization: Option<String>,
}

impl Browser<'_> {
    /// Another browser with the same cookies.
    pub(crate) fn copy(&self) -> Self {
        let cookies = Mutex::new(self.cookies.lock().unwrap().clone());
        Self { world: self.world, cookies, authorization: self.authorization.clone() }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.call(Method::POST, path, Some(body)).await
    }

    /// Calls a path below `/api/v1`.
    pub(crate) async fn call(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        self.call_with(method, path, body, &[]).await
    }

    pub(crate) async fn call_with(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = self.request(method, &format!("/api/v1{path}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = match body {
            Some(body) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                Body::from(body.to_string())
            }
            None => Body::empty(),
        };
        self.send(request.body(body).unwrap()).await
    }

    /// A request with this browser's cookies, or this program's token.
    pub(crate) fn request(&self, method: Method, path: &str) -> http::request::Builder {
        let request = Request::builder().method(method).uri(path);
        if let Some(authorization) = &self.authorization {
            return request.header(header::AUTHORIZATION, authorization);
        }
        let mut request = request.header(header::ORIGIN, URL).header(border::CLIENT, "tests");
        let pairs: Vec<String> =
            self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !pairs.is_empty() {
            request = request.header(header::COOKIE, pairs.join("; "));
        }
        request
    }

    /// Sends a request and keeps the cookies of the answer.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let answer = self.world.send(request).await;
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let (pair, _) = cookie.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            let mut cookies = self.cookies.lock().unwrap();
            if value.is_empty() {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    pub(crate) fn cookie(&self, name: &str) -> String {
        self.cookies.lock().unwrap()[name].clone()
    }

    pub(crate) fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    /// This browser's session as stored.
    pub(crate) async fn session(&self) -> Session {
        let token = self.cookie(cookies::REFRESH);
        let id = token.split_once('.').unwrap().0.parse().unwrap();
        self.world.store.session(id).await.unwrap().expect("a session")
    }

    pub(crate) async fn tenant(&self) -> TenantId {
        self.session().await.tenant
    }

    /// Gives the person another role, as an owner's change would.
    pub(crate) async fn become_a(&self, role: Role) {
        self.become_one(|membership| membership.role = role).await;
    }

    /// Gives the person another reach, as an owner's change would.
    pub(crate) async fn reach(&self, reach: Reach) {
        self.become_one(|membership| membership.reach = reach).await;
    }

    async fn become_one(&self, change: impl FnOnce(&mut Membership)) {
        let session = self.session().await;
        let stored = self.world.store.membership(session.tenant, session.user).await.unwrap();
        let mut membership = stored.expect("a membership");
        change(&mut membership);
        self.world.store.update_membership(&membership, None).await.unwrap();
    }

    /// Connects an account by access keys; its id.
    pub(crate) async fn connect(&self, account: &str, regions: &[&str]) -> String {
        let access = json!({"type": "access_keys", "access_key_id": "AKIAIOSFODNN7EXAMPLE", "secret_access_key": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"});
        self.connect_by(access, account, regions).await["id"].as_str().unwrap().to_owned()
    }

    /// Connects an account by a role: the answer.
    pub(crate) async fn connect_by_role(&self, account: &str) -> Value {
        let access = json!({"type": "role", "role_arn": format!("arn:aws:iam::{account}:role/PowerDown")});
        self.connect_by(access, account, &["eu-west-1"]).await
    }

    async fn connect_by(&self, access: Value, account: &str, regions: &[&str]) -> Value {
        let draft = json!({"name": "prod", "account_id": account, "regions": regions, "access": access});
        self.post("/clouds", draft).await.expect(201)
    }

    /// Puts a machine into the inventory; its id.
    pub(crate) async fn machine(
        &self,
        cloud: &str,
        region: &str,
        number: u32,
        tags: &[(&str, &str)],
    ) -> String {
        let id: MachineId = format!("{cloud}:{region}:i-{number:017x}").parse().unwrap();
        let facts = InstanceFacts {
            instance_type: "m5.large".into(),
            zone: format!("{region}a"),
            platform: "Linux/UNIX".into(),
            lifecycle: Lifecycle::OnDemand,
            root_device: RootDevice::Ebs,
            launched_at: "2026-01-01T00:00:00Z".parse().unwrap(),
            tags: tags.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect(),
        };
        let lineage = LineageId::from_parts(1, u128::from(number));
        let machine =
            Machine::discovered(id.clone(), lineage, MachineState::Running, self.world.now(), facts);
        self.world.store.put_machine(self.tenant().await, &machine, None).await.unwrap();
        id.to_string()
    }
}

/// A schedule: office hours in London, and these selectors.
pub(crate) fn office(selectors: Value) -> Value {
    json!({
        "name": "office hours",
        "document": {
            "zone": "Europe/London",
            "windows": [{"from": {"day": "mon", "time": "09:00"}, "to": {"day": "mon", "time": "17:00"}}],
        },
        "selectors": selectors,
    })
}

//! A reach narrows what is there: the rest answers as if it did not exist.

use http::Method;
use powerdown_domain::Reach;
use powerdown_engine::record::Role;
use serde_json::{Value, json};

use crate::world::{Browser, World, office};

/// Two clouds with two machines each, one of them tagged; a schedule that all four follow.
struct Stage<'a> {
    ada: Browser<'a>,
    clouds: [String; 2],
    /// Of the first cloud: tagged, untagged; then of the second.
    machines: [String; 4],
    schedule: String,
}

async fn stage(world: &World) -> Stage<'_> {
    let ada = world.owner("ada@example.com").await;
    let clouds = [
        ada.connect("222222222222", &["eu-west-1"]).await,
        ada.connect("333333333333", &["eu-west-1"]).await,
    ];
    let web = [("team", "web")];
    let machines = [
        ada.machine(&clouds[0], "eu-west-1", 1, &web).await,
        ada.machine(&clouds[0], "eu-west-1", 2, &[("team", "db")]).await,
        ada.machine(&clouds[1], "eu-west-1", 3, &web).await,
        ada.machine(&clouds[1], "eu-west-1", 4, &[]).await,
    ];
    let schedule = ada.post("/schedules", office(json!([]))).await.expect(201);
    let schedule = format!("/schedules/{}", schedule["id"].as_str().unwrap());
    let all = json!({"assign": machines, "release": []});
    ada.post(&format!("{schedule}/assignments"), all).await.expect(200);
    Stage { ada, clouds, machines, schedule }
}

impl Stage<'_> {
    fn reaches(&self) -> [(Reach, [bool; 4], [bool; 2]); 3] {
        let first = Reach::Clouds([self.clouds[0].parse().unwrap()].into());
        let web = Reach::Tag { key: "team".to_owned(), value: "web".to_owned() };
        [
            (Reach::Everything, [true; 4], [true; 2]),
            (first, [true, true, false, false], [true, false]),
            (web, [true, false, true, false], [false, false]),
        ]
    }

    async fn list(&self, path: &str) -> Vec<String> {
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = self.ada.get(&format!("{path}limit=1{cursor}")).await.expect(200);
            let items = page["items"].as_array().unwrap();
            found.extend(items.iter().map(|item| item["id"].as_str().unwrap().to_owned()));
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return found,
            }
        }
    }
}

fn those<const N: usize>(things: &[String; N], there: [bool; N]) -> Vec<String> {
    let mut those: Vec<String> =
        things.iter().zip(there).filter(|(_, there)| *there).map(|(thing, _)| thing.clone()).collect();
    those.sort();
    those
}

#[tokio::test]
async fn lists_leave_out_what_is_not_there() {
    let world = World::new();
    let stage = stage(&world).await;
    stage.ada.become_a(Role::Admin).await;
    for (reach, machines, clouds) in stage.reaches() {
        stage.ada.reach(reach.clone()).await;
        let sorted = async |path: &str| {
            let mut found = stage.list(path).await;
            found.sort();
            found
        };
        assert_eq!(sorted("/machines?").await, those(&stage.machines, machines), "{reach:?}");
        let followers = format!("{}/machines?", stage.schedule);
        assert_eq!(sorted(&followers).await, those(&stage.machines, machines), "{reach:?}");
        assert_eq!(sorted("/clouds?").await, those(&stage.clouds, clouds), "{reach:?}");
        let second = format!("/machines?cloud={}", stage.clouds[1]);
        if matches!(reach, Reach::Clouds(_)) {
            let unknown = stage.ada.get("/machines?cloud=cld_00000000000000000000000009").await;
            assert_eq!(stage.ada.get(&second).await.essence(), unknown.essence());
        } else {
            let mut expected = machines;
            expected[..2].fill(false);
            assert_eq!(sorted(&format!("{second}&")).await, those(&stage.machines, expected), "{reach:?}");
        }
    }
}

#[tokio::test]
async fn what_is_not_there_answers_as_unknown() {
    let world = World::new();
    let stage = stage(&world).await;
    let ada = &stage.ada;
    ada.become_a(Role::Admin).await;
    let keep = json!({"keep": "on", "until": "2026-03-02T10:00:00Z", "reason": "release weekend"});
    for (reach, machines, clouds) in stage.reaches() {
        ada.reach(reach.clone()).await;
        for (method, path, body) in [
            (Method::GET, "/machines/{}", None),
            (Method::GET, "/machines/{}/explanation", None),
            (Method::PUT, "/machines/{}/override", Some(keep.clone())),
            (Method::DELETE, "/machines/{}/override", None),
        ] {
            let unknown = "cld_00000000000000000000000009:eu-west-1:i-00000000000000009";
            let ask = async |id: &str| ada.call(method.clone(), &path.replace("{}", id), body.clone()).await;
            let nothing = ask(unknown).await;
            nothing.problem(404);
            for (machine, there) in stage.machines.iter().zip(machines) {
                let answer = ask(machine).await;
                assert_eq!(answer.status.is_success(), there, "{reach:?} {method} {path}");
                assert!(there || answer.essence() == nothing.essence(), "{reach:?} {method} {path}");
            }
        }
        for (method, path) in [(Method::GET, "/clouds/{}"), (Method::POST, "/clouds/{}/verification")] {
            let ask = async |id: &str| ada.call(method.clone(), &path.replace("{}", id), None).await;
            let nothing = ask("cld_00000000000000000000000009").await;
            for (cloud, there) in stage.clouds.iter().zip(clouds) {
                let answer = ask(cloud).await;
                assert_eq!(answer.status.is_success(), there, "{reach:?} {method} {path}");
                assert!(there || answer.essence() == nothing.essence(), "{reach:?} {method} {path}");
            }
        }
    }
}

#[tokio::test]
async fn only_machines_that_are_there_are_assigned_and_released() {
    let world = World::new();
    let stage = stage(&world).await;
    stage.ada.become_a(Role::Operator).await;
    let path = format!("{}/assignments", stage.schedule);
    for (reach, machines, _) in stage.reaches().into_iter().rev() {
        stage.ada.reach(reach.clone()).await;
        for (request, done) in [
            (json!({"assign": [], "release": stage.machines}), "released"),
            (json!({"assign": stage.machines, "release": []}), "assigned"),
        ] {
            let results = stage.ada.post(&path, request).await.expect(200);
            let statuses: Vec<&Value> =
                results["results"].as_array().unwrap().iter().map(|result| &result["status"]).collect();
            let expected = machines.map(|there| if there { done } else { "not-found" });
            assert_eq!(statuses, expected, "{reach:?}");
        }
    }
}

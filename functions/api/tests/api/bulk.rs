//! One action on many machines.

use http::Method;
use powerdown_domain::machine::MachineState;
use powerdown_engine::{
    ports::{AuditStore, MachineStore},
    record::{Role, Writer},
};
use serde_json::{Value, json};

use crate::world::{Browser, World, office};

const UNKNOWN: &str = "cld_00000000000000000000000009:eu-west-1:i-00000000000000009";

async fn fleet(ada: &Browser<'_>, count: u32) -> Vec<String> {
    let cloud = ada.connect("222222222222", &["eu-west-1"]).await;
    let mut machines = Vec::new();
    for number in 0..count {
        machines.push(ada.machine(&cloud, "eu-west-1", number, &[("env", "dev")]).await);
    }
    machines
}

async fn act(browser: &Browser<'_>, action: Value, machines: &[impl AsRef<str>]) -> crate::world::Answer {
    let machines: Vec<&str> = machines.iter().map(AsRef::as_ref).collect();
    browser.post("/machines/bulk", json!({"action": action, "machines": machines})).await
}

fn keep() -> Value {
    json!({"type": "set-override", "keep": "on", "until": "2026-03-02T10:00:00Z", "reason": "release"})
}

fn statuses(answer: &Value) -> Vec<&str> {
    answer["results"].as_array().unwrap().iter().map(|result| result["status"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn each_machine_has_its_own_result_and_one_entry_tells_of_all() {
    let world = World::new();
    let (ada, eve) = (world.owner("ada@example.com").await, world.owner("eve@example.com").await);
    let machines = fleet(&ada, 3).await;
    let tenant = ada.tenant().await;
    let foreign = {
        let cloud = eve.connect("333333333333", &["eu-west-1"]).await;
        eve.machine(&cloud, "eu-west-1", 1, &[]).await
    };
    let mut gone = world.store.machine(tenant, &machines[2].parse().unwrap()).await.unwrap().unwrap();
    gone.state = MachineState::Terminated;
    world.store.put_machine(tenant, &gone, None).await.unwrap();

    let asked = [machines[1].as_str(), UNKNOWN, &foreign, "no id", &machines[2], &machines[0]];
    let before = world.store.audit_head(tenant, &Writer::Portal).await.unwrap();
    let answer = act(&ada, keep(), &asked).await.expect(200);
    let named: Vec<&str> =
        answer["results"].as_array().unwrap().iter().map(|result| result["id"].as_str().unwrap()).collect();
    assert_eq!(named, asked);
    assert_eq!(statuses(&answer), ["done", "refused", "refused", "refused", "refused", "done"]);
    let problem = |index: usize| &answer["results"][index]["problem"];
    assert_eq!(problem(1)["type"], "urn:powerdown:problem:not-found");
    assert_eq!((problem(1), problem(1)), (problem(2), problem(3)));
    assert_eq!(
        (&problem(4)["status"], &problem(4)["detail"]),
        (&json!(409), &json!("the machine is terminated"))
    );
    assert_eq!(answer["results"][0].get("problem"), None);
    for id in [&machines[0], &machines[1]] {
        assert_eq!(ada.get(&format!("/machines/{id}")).await.expect(200)["override"]["keep"], "on");
    }
    let after = world.store.audit_head(tenant, &Writer::Portal).await.unwrap();
    assert_eq!(after.number, before.number + 1);
    let month = "2026-03-01".parse().unwrap();
    let trail =
        world.store.audit_entries(tenant, &Writer::Portal, month, Some(before.number), 9).await.unwrap();
    assert_eq!((trail.items[0].action.as_str(), trail.items[0].subjects.len()), ("machine.override", 2));

    let cleared = act(&ada, json!({"type": "clear-override"}), &machines[..2]).await.expect(200);
    assert_eq!(statuses(&cleared), ["done", "done"]);
    let again = act(&ada, json!({"type": "clear-override"}), &machines[..2]).await.expect(200);
    assert_eq!(statuses(&again), ["unchanged", "unchanged"]);
    // What changed nothing leaves no entry.
    let end = world.store.audit_head(tenant, &Writer::Portal).await.unwrap();
    assert_eq!(end.number, after.number + 1);
    let untouched = eve.get(&format!("/machines/{foreign}")).await.expect(200);
    assert_eq!(untouched["override"], Value::Null);
}

#[tokio::test]
async fn machines_are_assigned_and_released() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let machines = fleet(&ada, 100).await;
    let schedule = ada.post("/schedules", office(json!([]))).await.expect(201)["id"].clone();
    let assign = json!({"type": "assign", "schedule": schedule});
    let answer = act(&ada, assign.clone(), &machines).await.expect(200);
    assert!(statuses(&answer).iter().all(|status| *status == "done"));
    let path = format!("/schedules/{}", schedule.as_str().unwrap());
    assert_eq!(ada.get(&path).await.expect(200)["machines"], 100);
    assert_eq!(statuses(&act(&ada, assign, &machines[..1]).await.expect(200)), ["unchanged"]);
    let released = act(&ada, json!({"type": "release"}), &machines[..60]).await.expect(200);
    assert!(statuses(&released).iter().all(|status| *status == "done"));
    assert_eq!(ada.get(&path).await.expect(200)["machines"], 40);
}

#[tokio::test]
async fn what_is_wrong_with_the_whole_is_refused_before_anything_is_done() {
    let world = World::new();
    let ada = world.owner("ada@example.com").await;
    let machines = fleet(&ada, 1).await;
    let one = &machines[..1];
    let written = world.store.writes();
    let too_many: Vec<String> = (0..101).map(|n| format!("m{n}")).collect();
    for (action, machines, field) in [
        (keep(), &[] as &[String], "machines"),
        (keep(), &too_many, "machines"),
        (keep(), &[machines[0].clone(), machines[0].clone()], "machines"),
        (json!({"type": "stop"}), one, "action.type"),
        (json!({"type": "release", "schedule": "x"}), one, "action"),
        (json!({"type": "set-override", "keep": "on"}), one, "action"),
        (json!({"type": "set-override", "keep": "up"}), one, "action.keep"),
        (
            json!({"type": "set-override", "keep": "on", "until": "2026-03-02T07:00:00Z", "reason": "x"}),
            one,
            "action.until",
        ),
        (json!({"type": "assign"}), one, "action"),
        (json!({"type": "assign", "schedule": "x", "force": true}), one, "action.force"),
    ] {
        assert_eq!(act(&ada, action.clone(), machines).await.field(), field, "{action}");
    }
    for schedule in ["x", "sch_00000000000000000000000009"] {
        act(&ada, json!({"type": "assign", "schedule": schedule}), one).await.problem(404);
    }
    assert_eq!(world.store.writes(), written);
    ada.become_a(Role::Viewer).await;
    act(&ada, keep(), one).await.problem(403);
    ada.call(Method::GET, "/machines/bulk", None).await.problem(405);
}

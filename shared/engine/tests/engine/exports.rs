//! Exports: what is in the file, and that it is whole however often its jobs die.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use powerdown_domain::{
    CloudId, LineageId, MachineId, Reach, UserId,
    machine::{InstanceFacts, Lifecycle, Machine, MachineState, RootDevice},
};
use powerdown_engine::{
    Refusal, UseCaseError,
    exports::{
        self, ExportDesk, ExportError, Exporter, LIFE, LINK_LIFE, MAX_UNFINISHED, STALLED, Worked,
        shown_state,
    },
    ports::{ExportStore, MachineStore, ObjectStore, Part, SMALLEST_PART},
    record::{Export, ExportFormat, ExportOf, ExportState, Writer},
};
use serde_json::Value;

use crate::world::World;

impl World {
    pub(crate) fn exporter(&self) -> Exporter<'_> {
        Exporter {
            exports: &self.store,
            accounts: &self.store,
            clouds: &self.store,
            machines: &self.store,
            schedules: &self.store,
            audit: &self.store,
            objects: &self.objects,
            jobs: &self.outbox,
            clock: &*self.clock,
        }
    }

    pub(crate) fn export_desk(&self) -> ExportDesk<'_> {
        ExportDesk {
            exports: &self.store,
            clouds: &self.store,
            schedules: &self.store,
            audit: &self.store,
            jobs: &self.outbox,
            clock: &*self.clock,
            entropy: &self.entropy,
        }
    }

    async fn ask(&self, of: ExportOf, format: ExportFormat) -> Result<Export, UseCaseError> {
        exports::create(self.export_desk(), &self.principal(), of, format).await
    }

    async fn put(&self, cloud: CloudId, region: &str, number: u32, tags: &[(&str, &str)]) {
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
        let machine = Machine::discovered(id, lineage, MachineState::Running, self.now(), facts);
        self.store.put_machine(self.tenant, &machine, None).await.unwrap();
    }

    async fn stored_export(&self, export: &Export) -> Export {
        self.store.export(export.tenant, export.user, export.id).await.unwrap().unwrap()
    }

    async fn work(&self, export: &Export) -> Result<Worked, ExportError> {
        exports::work(self.exporter(), export.tenant, export.user, export.id).await
    }

    /// The file of an export that is ready.
    async fn file(&self, export: &Export) -> String {
        let export = self.stored_export(export).await;
        assert_eq!(export.state, ExportState::Ready, "{export:?}");
        let link = exports::link(&self.objects, &export).await.unwrap().unwrap();
        let bytes = self.objects.fetch(&link.url).expect("a file");
        assert_eq!(bytes.len() as u64, export.bytes);
        String::from_utf8(bytes).unwrap()
    }

    async fn exported(&self, of: ExportOf, format: ExportFormat) -> String {
        let export = self.ask(of, format).await.unwrap();
        self.run_jobs().await;
        self.file(&export).await
    }
}

fn machines() -> ExportOf {
    ExportOf::Machines { cloud: None, region: None, schedule: None }
}

fn ids(lines: &str) -> Vec<String> {
    let line = |line| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
    lines.lines().map(line).collect()
}

#[tokio::test]
async fn machines_are_exported_as_the_filters_say() {
    let world = World::new();
    let cloud = world.connect().await.id;
    let region = world.region().to_string();
    world.put(cloud, &region, 1, &[("Name", "=cmd|' /C calc'!A0"), ("env", "dev")]).await;
    world.put(cloud, &region, 2, &[("Name", "web, \"two\"")]).await;
    let csv = world.exported(machines(), ExportFormat::Csv).await;
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(lines.len(), 4, "{csv}");
    assert!(lines[0].starts_with("id,cloud_id,region,instance_id,name,type,zone,"), "{csv}");
    assert!(lines[1].contains(",\"'=cmd|' /C calc'!A0\",m5.large,"), "{csv}");
    assert!(lines[2].contains(",\"web, \"\"two\"\"\",m5.large,"), "{csv}");

    let only = |cloud, region: Option<&str>| ExportOf::Machines {
        cloud,
        region: region.map(|region| region.parse().unwrap()),
        schedule: None,
    };
    let lines = world.exported(only(Some(cloud), Some(&region)), ExportFormat::JsonLines).await;
    assert_eq!(ids(&lines).len(), 2);
    let lines = world.exported(only(None, Some("ap-south-1")), ExportFormat::JsonLines).await;
    assert_eq!(lines, "");
    let schedule = world.schedule("office", "mon 08:00-mon 18:00", vec![]).await;
    let following = ExportOf::Machines { cloud: None, region: None, schedule: Some(schedule.id) };
    assert_eq!(world.exported(following, ExportFormat::JsonLines).await, "");
    let unknown = world.ask(only(Some(CloudId::from_parts(9, 9)), None), ExportFormat::Csv).await;
    assert!(matches!(unknown, Err(UseCaseError::Refused(Refusal::NotFound("cloud")))), "{unknown:?}");
}

#[tokio::test]
async fn a_file_holds_no_more_than_its_owner_reaches() {
    let world = World::new();
    let cloud = world.connect().await.id;
    for number in 0..4 {
        let env = if number % 2 == 0 { "dev" } else { "prod" };
        world.put(cloud, world.region().as_str(), number, &[("env", env)]).await;
    }
    for (reach, expected) in [
        (Reach::Tag { key: "env".into(), value: "dev".into() }, 2),
        (Reach::Clouds([cloud].into()), 4),
        (Reach::Clouds([CloudId::from_parts(9, 9)].into()), 0),
    ] {
        let person = world.narrowed(reach.clone());
        let created = exports::create(world.export_desk(), &person, machines(), ExportFormat::JsonLines);
        let export = created.await.unwrap();
        world.run_jobs().await;
        assert_eq!(ids(&world.file(&export).await).len(), expected, "{reach:?}");
    }
}

/// Each delivery writes one part, and a part is at least as large as S3 wants it.
#[tokio::test]
async fn a_large_list_is_written_in_parts_whatever_dies_between_them() {
    let world = World::new();
    let cloud = world.connect().await.id;
    world.outbox.take_jobs();
    let filler = "x".repeat(250);
    let (count, tags) = (9_000, [("a", &*filler), ("b", &*filler), ("c", &*filler), ("d", &*filler)]);
    for number in 0..count {
        world.put(cloud, world.region().as_str(), number, &tags).await;
    }
    let export = world.ask(machines(), ExportFormat::JsonLines).await.unwrap();
    world.outbox.take_jobs();
    let mut worked = Vec::new();
    for delivery in 0..20 {
        match delivery {
            // The queue fails behind the first part: the job dies, and is delivered again.
            0 => {
                world.outbox.fail_next(1);
                assert!(matches!(world.work(&export).await, Err(ExportError::Message(_))));
                let stored = world.stored_export(&export).await;
                assert_eq!((stored.progress.parts.len(), stored.state), (1, ExportState::Running));
                assert!(stored.bytes >= SMALLEST_PART as u64 && stored.leased_until.is_none());
            }
            _ => worked.push(world.work(&export).await.unwrap()),
        }
        if worked.last() == Some(&Worked::Ready) {
            break;
        }
    }
    assert!(worked.len() >= 2, "{worked:?}");
    assert!(worked[..worked.len() - 1].iter().all(|worked| *worked == Worked::Part), "{worked:?}");
    assert_eq!(world.work(&export).await.unwrap(), Worked::Nothing);
    let found = ids(&world.file(&export).await);
    let expected = (0..count).map(|number| format!("{cloud}:{}:i-{number:017x}", world.region()));
    assert_eq!(found, expected.collect::<Vec<_>>());
    assert_eq!(world.stored_export(&export).await.rows, u64::from(count));
    assert_eq!(world.objects.open_uploads(), 0);
}

#[tokio::test]
async fn one_worker_at_a_time() {
    let world = World::new();
    let export = world.ask(ExportOf::Schedules {}, ExportFormat::Csv).await.unwrap();
    let leased_until = Some(world.now() + SignedDuration::from_mins(6));
    world.store.update_export(&Export { leased_until, ..export.clone() }).await.unwrap();
    assert_eq!(world.work(&export).await.unwrap(), Worked::Taken);
    world.clock.advance(SignedDuration::from_mins(6));
    assert_eq!(world.work(&export).await.unwrap(), Worked::Ready);
}

/// Somebody emptied the bucket, or its lifecycle did.
#[tokio::test]
async fn a_lost_upload_is_begun_anew_and_given_up_at_last() {
    let world = World::new();
    let cloud = world.connect().await.id;
    let filler = "x".repeat(250);
    let tags = [("a", &*filler), ("b", &*filler), ("c", &*filler), ("d", &*filler)];
    for number in 0..5_000 {
        world.put(cloud, world.region().as_str(), number, &tags).await;
    }
    let export = world.ask(machines(), ExportFormat::Csv).await.unwrap();
    let lose = async || {
        assert_eq!(world.work(&export).await.unwrap(), Worked::Part);
        let stored = world.stored_export(&export).await;
        let upload = stored.progress.upload.unwrap();
        world.objects.abort(&export.object().unwrap(), &upload).await.unwrap();
        world.work(&export).await.unwrap()
    };
    assert_eq!(lose().await, Worked::Restarted);
    let again = world.stored_export(&export).await;
    assert_eq!((again.rows, again.bytes, again.restarts), (0, 0, 1));
    assert_eq!(lose().await, Worked::Restarted);
    assert_eq!(lose().await, Worked::Restarted);
    assert_eq!(lose().await, Worked::GivenUp);
    assert_eq!(world.stored_export(&export).await.state, ExportState::Failed);
    assert_eq!(world.work(&export).await.unwrap(), Worked::Nothing);
}

#[tokio::test]
async fn schedules_and_the_trail_are_exported_too() {
    let world = World::new();
    let schedule = world.schedule("=office", "mon 08:00-mon 18:00", vec![]).await;
    let lines = world.exported(ExportOf::Schedules {}, ExportFormat::JsonLines).await;
    let read: Value = serde_json::from_str(lines.trim_end()).unwrap();
    assert_eq!((read["id"].as_str().unwrap(), &read["name"]), (&*schedule.id.to_string(), &"=office".into()));
    assert_eq!(read["document"]["zone"], read["zone"]);

    let trail = world.trail(&Writer::Portal).await;
    let month = Some("2026-03-01".parse().unwrap());
    let lines =
        world.exported(ExportOf::Audit { writer: Writer::Portal, month }, ExportFormat::JsonLines).await;
    let read: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(read.len() > trail.len(), "the export itself is on the trail before it is made");
    for (entry, line) in trail.iter().zip(&read) {
        let found: BTreeMap<&str, &Value> =
            line.as_object().unwrap().iter().map(|(name, value)| (name.as_str(), value)).collect();
        assert_eq!(
            (found["hash"], found["action"]),
            (&entry.hash.clone().into(), &entry.action.clone().into())
        );
    }
    assert_eq!(read.last().unwrap()["action"], "export.create");
}

#[tokio::test]
async fn exports_are_few_short_lived_and_their_owners_own() {
    let world = World::new();
    for _ in 0..MAX_UNFINISHED {
        world.ask(ExportOf::Schedules {}, ExportFormat::Csv).await.unwrap();
    }
    let more = world.ask(ExportOf::Schedules {}, ExportFormat::Csv).await;
    assert!(matches!(more, Err(UseCaseError::Refused(Refusal::Conflict(_)))), "{more:?}");
    world.clock.advance(STALLED);
    let export = world.ask(ExportOf::Schedules {}, ExportFormat::Csv).await.unwrap();
    let first =
        world.store.exports(world.tenant, world.person(), Part::first(1)).await.unwrap().items.remove(0);
    assert_eq!(shown_state(&first, world.now()), ExportState::Failed);
    let foreign = exports::work(world.exporter(), world.tenant, UserId::from_parts(9, 9), export.id).await;
    assert_eq!(foreign.unwrap(), Worked::Nothing);
    assert_eq!(world.work(&export).await.unwrap(), Worked::Ready);

    let ready = world.stored_export(&export).await;
    let link = exports::link(&world.objects, &ready).await.unwrap().unwrap();
    assert_eq!(link.expires_at, world.now() + LINK_LIFE);
    assert!(world.objects.fetch(&link.url).is_some());
    world.clock.advance(LINK_LIFE);
    assert!(world.objects.fetch(&link.url).is_none());

    world.clock.advance(LIFE);
    let late = world.ask(ExportOf::Schedules {}, ExportFormat::Csv).await.unwrap();
    world.clock.advance(LIFE);
    assert_eq!(world.work(&late).await.unwrap(), Worked::Nothing, "it has expired");
}

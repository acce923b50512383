//! From EC2's types to ours. What EC2 says and we cannot read is left out, with a warning: one odd
//! instance must not hide an account's other machines.

use aws_sdk_ec2::types::{
    DeviceType, Instance, InstanceLifecycleType, InstanceState, InstanceStateChange, Tag,
};
use jiff::Timestamp;
use powerdown_domain::{
    InstanceId,
    machine::{InstanceFacts, Lifecycle, MachineState, RootDevice},
};
use powerdown_engine::ports::{ListedInstance, StateChange};

/// The readable ones of a page.
pub(crate) fn instances(listed: impl IntoIterator<Item = Instance>) -> Vec<ListedInstance> {
    let read = |instance: Instance| {
        let id = instance.instance_id().unwrap_or("without id").to_owned();
        self::instance(instance).inspect_err(|what| tracing::warn!(id, what, "an instance is left out")).ok()
    };
    listed.into_iter().filter_map(read).collect()
}

/// What became of each instance of a start or stop; unreadable entries are left out.
pub(crate) fn changes(changes: Option<Vec<InstanceStateChange>>) -> Vec<StateChange> {
    let read = |change: InstanceStateChange| {
        let id = instance_id(change.instance_id()).ok()?;
        Some(StateChange { id, now: state(change.current_state()).ok()? })
    };
    changes.unwrap_or_default().into_iter().filter_map(read).collect()
}

fn instance_id(id: Option<&str>) -> Result<InstanceId, &'static str> {
    id.and_then(|id| id.parse().ok()).ok_or("its id is not one")
}

fn state(state: Option<&InstanceState>) -> Result<MachineState, &'static str> {
    let name = state.and_then(InstanceState::name).ok_or("it has no state")?;
    MachineState::from_ec2(name.as_str()).ok_or("its state is not known")
}

fn instance(instance: Instance) -> Result<ListedInstance, &'static str> {
    let id = instance_id(instance.instance_id())?;
    let state = state(instance.state())?;
    let launch_time = instance.launch_time().ok_or("it has no launch time")?;
    let launched_at = i32::try_from(launch_time.subsec_nanos())
        .ok()
        .and_then(|nanos| Timestamp::new(launch_time.secs(), nanos).ok())
        .ok_or("its launch time is out of range")?;
    let zone = instance.placement().and_then(|placement| placement.availability_zone());
    let facts = InstanceFacts {
        instance_type: instance.instance_type().ok_or("it has no type")?.as_str().to_owned(),
        zone: zone.ok_or("it is in no zone")?.to_owned(),
        platform: platform(&instance),
        lifecycle: match instance.instance_lifecycle() {
            Some(InstanceLifecycleType::Spot) => Lifecycle::Spot,
            // `scheduled` and `capacity-block` are paid for in advance; EC2 does not reclaim them.
            _ => Lifecycle::OnDemand,
        },
        root_device: match instance.root_device_type() {
            Some(DeviceType::InstanceStore) => RootDevice::InstanceStore,
            _ => RootDevice::Ebs,
        },
        launched_at,
        tags: instance.tags.unwrap_or_default().into_iter().filter_map(tag).collect(),
    };
    Ok(ListedInstance { id, state, facts })
}

/// The platform details that its price depends on; for answers without them, the two that the older
/// field told apart.
fn platform(instance: &Instance) -> String {
    let told = instance.platform_details().filter(|details| !details.is_empty());
    // Documented as `Windows`, sent as `windows`.
    let is_windows = instance.platform().is_some_and(|kind| kind.as_str().eq_ignore_ascii_case("windows"));
    let older = if is_windows { "Windows" } else { "Linux/UNIX" };
    told.unwrap_or(older).to_owned()
}

fn tag(tag: Tag) -> Option<(String, String)> {
    Some((tag.key?, tag.value.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use aws_sdk_ec2::{
        primitives::DateTime,
        types::{InstanceStateName, InstanceType, Placement, PlatformValues, builders::InstanceBuilder},
    };

    use super::*;

    fn plain() -> InstanceBuilder {
        Instance::builder()
            .instance_id("i-0123456789abcdef0")
            .state(InstanceState::builder().name(InstanceStateName::Running).build())
            .instance_type(InstanceType::M5Large)
            .placement(Placement::builder().availability_zone("eu-west-1b").build())
            .launch_time(DateTime::from_secs_and_nanos(1_772_438_400, 500_000_000))
    }

    #[test]
    fn facts_are_taken_over() {
        let spot = plain()
            .platform_details("Red Hat Enterprise Linux")
            .instance_lifecycle(InstanceLifecycleType::Spot)
            .root_device_type(DeviceType::InstanceStore)
            .tags(Tag::builder().key("Name").value("web").build())
            .tags(Tag::builder().key("empty").build())
            .build();
        let listed = instance(spot).unwrap();
        assert_eq!((listed.id.as_str(), listed.state), ("i-0123456789abcdef0", MachineState::Running));
        assert_eq!(listed.facts.platform, "Red Hat Enterprise Linux");
        assert_eq!(listed.facts.lifecycle, Lifecycle::Spot);
        assert_eq!(listed.facts.root_device, RootDevice::InstanceStore);
        assert_eq!(listed.facts.launched_at.to_string(), "2026-03-02T08:00:00.5Z");
        assert_eq!((listed.facts.name(), listed.facts.tags["empty"].as_str()), ("web", ""));
        assert_eq!(
            (listed.facts.instance_type.as_str(), listed.facts.zone.as_str()),
            ("m5.large", "eu-west-1b")
        );

        for sent in ["Windows", "windows"] {
            let windows = instance(plain().platform(PlatformValues::from(sent)).build()).unwrap();
            assert_eq!(
                (windows.facts.platform.as_str(), windows.facts.lifecycle),
                ("Windows", Lifecycle::OnDemand)
            );
        }
        assert_eq!(instance(plain().build()).unwrap().facts.platform, "Linux/UNIX");
    }

    #[test]
    fn an_odd_instance_does_not_hide_the_others() {
        let dreaming = InstanceState::builder().name(InstanceStateName::from("dreaming")).build();
        let odd = [
            plain().set_instance_id(None).build(),
            plain().instance_id("mi-0123456789abcdef0").build(),
            plain().state(dreaming.clone()).build(),
            plain().set_state(None).build(),
            plain().set_launch_time(None).build(),
            plain().set_placement(None).build(),
            plain().launch_time(DateTime::from_secs(i64::MAX)).build(),
        ];
        assert_eq!(instances(odd.into_iter().chain([plain().build()])).len(), 1);

        let change = |state: InstanceState| {
            InstanceStateChange::builder().instance_id("i-0123456789abcdef0").current_state(state).build()
        };
        let stopping = InstanceState::builder().name(InstanceStateName::Stopping).build();
        let read = changes(Some(vec![change(dreaming), change(stopping)]));
        assert_eq!(read.iter().map(|change| change.now).collect::<Vec<_>>(), [MachineState::Stopping]);
    }
}

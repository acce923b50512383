"""Instances: a batch is all or nothing, and a start is a launch.

- StartInstances and StopInstances check every id before they touch any: an unknown one is InvalidInstanceID.NotFound, a
  terminated one IncorrectInstanceState (moto would wake the dead), a one-time spot machine UnsupportedOperation.
- Only a machine launched for hibernation hibernates; for any other the call is UnsupportedHibernationConfiguration.
- A start sets LaunchTime anew.
- A spot machine knows whether its request is persistent; only then can it be stopped.
- RunInstances answers a repeated ClientToken with the same reservation; other parameters are IdempotentParameterMismatch.
"""

import contextvars

from moto.core.utils import utcnow
from moto.ec2 import utils
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models.instances import InstanceBackend
from moto.ec2.responses.instances import InstanceResponse

FINAL = ("shutting-down", "terminated")


def repair() -> None:
    _batches_are_all_or_nothing()
    _only_prepared_machines_hibernate()
    _spot_remembers_its_request()
    _run_instances_honours_its_token()
    # moto answers 500 to this filter.
    utils.filter_dict_attribute_mapping["instance-lifecycle"] = "lifecycle"


def _batches_are_all_or_nothing() -> None:
    start, stop = InstanceBackend.start_instances, InstanceBackend.stop_instances

    def start_instances(self, instance_ids):
        _check(self.get_multi_instances_by_id(instance_ids), "started")
        result = start(self, instance_ids)
        for instance, previous in result:
            if previous.name == "stopped":
                instance.launch_time = utcnow()
        return result

    def stop_instances(self, instance_ids):
        instances = self.get_multi_instances_by_id(instance_ids)
        _check(instances, "stopped")
        for instance in instances:
            if instance.lifecycle == "spot" and getattr(instance, "spot_request_type", None) != "persistent":
                text = (
                    f"You can't stop the Spot Instance '{instance.id}' because it is associated with a one-time Spot "
                    "Instance request. You can only stop Spot Instances associated with persistent Spot Instance requests."
                )
                raise EC2ClientError("UnsupportedOperation", text)
        return stop(self, instance_ids)

    InstanceBackend.start_instances = start_instances
    InstanceBackend.stop_instances = stop_instances


def _check(instances, verb: str) -> None:
    for instance in instances:
        if instance._state.name in FINAL:
            text = f"The instance '{instance.id}' is not in a state from which it can be {verb}."
            raise EC2ClientError("IncorrectInstanceState", text)


def _only_prepared_machines_hibernate() -> None:
    respond = InstanceResponse.stop_instances

    def respond_to_stop_instances(self):
        if str(self._get_param("Hibernate", "")).lower() == "true":
            for instance in self.ec2_backend.get_multi_instances_by_id(self._get_param("InstanceIds", [])):
                configured = (instance.hibernation_options or {}).get("Configured")
                if str(configured).lower() != "true":
                    text = f"The instance '{instance.id}' is not configured for hibernation."
                    raise EC2ClientError("UnsupportedHibernationConfiguration", text)
        return respond(self)

    InstanceResponse.stop_instances = respond_to_stop_instances


def _spot_remembers_its_request() -> None:
    # The response sees the request, the backend the machine.
    respond, run = InstanceResponse.run_instances, InstanceBackend.run_instances
    spot_type = contextvars.ContextVar("spot_type", default=None)

    def respond_to_run_instances(self):
        options = (self._get_param("InstanceMarketOptions", {}) or {}).get("SpotOptions") or {}
        spot_type.set(options.get("SpotInstanceType", "one-time"))
        return respond(self)

    def run_instances(self, *args, **kwargs):
        reservation = run(self, *args, **kwargs)
        for instance in reservation.instances:
            instance.spot_request_type = spot_type.get()
        return reservation

    InstanceResponse.run_instances = respond_to_run_instances
    InstanceBackend.run_instances = run_instances


def _run_instances_honours_its_token() -> None:
    run, answers = InstanceResponse.run_instances, {}

    def run_instances(self):
        token = self._get_param("ClientToken")
        if not token:
            return run(self)
        key = (self.current_account, self.region, token)
        asked = {name: value for name, value in self.querystring.items() if name != "ClientToken"}
        if key in answers:
            before, answer = answers[key]
            if before != asked:
                text = "Arguments on this idempotent request are inconsistent with arguments used in previous request(s)."
                raise EC2ClientError("IdempotentParameterMismatch", text)
            return answer
        answer = run(self)
        answers[key] = (asked, answer)
        return answer

    InstanceResponse.run_instances = run_instances

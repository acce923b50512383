"""ModifyNetworkInterfaceAttribute: moto ignores DeleteOnTermination, on which a migration's safety rests."""

from moto.ec2.responses.elastic_network_interfaces import ElasticNetworkInterfaces


def repair() -> None:
    modify = ElasticNetworkInterfaces.modify_network_interface_attribute

    def modify_network_interface_attribute(self):
        answer = modify(self)
        wanted = (self._get_param("Attachment", {}) or {}).get("DeleteOnTermination")
        if wanted is None:
            wanted = self._get_param("Attachment.DeleteOnTermination")
        if wanted is not None:
            interface = self.ec2_backend.get_network_interface(self._get_param("NetworkInterfaceId"))
            interface.delete_on_termination = str(wanted).lower() == "true"
            attachment = getattr(interface, "attachment", None)
            if hasattr(attachment, "delete_on_termination"):
                attachment.delete_on_termination = interface.delete_on_termination
        return answer

    ElasticNetworkInterfaces.modify_network_interface_attribute = modify_network_interface_attribute

//! The link by which a customer launches our stack in the account to be connected.
//!
//! Source: CloudFormation User Guide, "Create quick-create links for stacks".

use powerdown_domain::{AwsAccountId, ExternalId, Region, RoleArn, component};

/// What every launch link says.
#[derive(Debug, Clone)]
pub struct LaunchLink {
    /// The account PowerDown runs in, which the customer's role trusts.
    pub account: AwsAccountId,
    /// Where the stack's template lies in S3. Without one (on one machine) the link leads to the form
    /// in which the template is uploaded by hand.
    pub template_url: Option<String>,
    /// The ARN of our bus, to which the stack forwards what happens to machines.
    pub bus_arn: Option<String>,
}

impl LaunchLink {
    /// The link for one cloud. It carries the external id, so it is for its owner's eyes alone.
    pub fn for_cloud(&self, role: &RoleArn, external_id: &ExternalId, region: &Region) -> String {
        let (partition, name) = parts(role);
        let console = match partition {
            "aws-us-gov" => "console.amazonaws-us-gov.com",
            "aws-cn" => "console.amazonaws.cn",
            _ => "console.aws.amazon.com",
        };
        let step = if self.template_url.is_some() { "create/review" } else { "create/template" };
        let mut link = format!(
            "https://{console}/cloudformation/home?region={region}#/stacks/{step}?stackName=PowerDown"
        );
        let mut add = |name: &str, value: &str| {
            link.push_str(&format!("&{name}={}", component(value)));
        };
        if let Some(template) = &self.template_url {
            add("templateURL", template);
        }
        add("param_PowerDownAccountId", self.account.as_str());
        add("param_ExternalId", external_id.expose());
        add("param_RoleName", name);
        if let Some(bus) = &self.bus_arn {
            add("param_EventBusArn", bus);
        }
        link
    }
}

/// The partition and the role's name without its path.
fn parts(role: &RoleArn) -> (&str, &str) {
    let text = role.as_str();
    let partition = text.split(':').nth(1).unwrap_or("aws");
    (partition, text.rsplit(['/', ':']).next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_fills_the_form() {
        let link = LaunchLink {
            account: "111111111111".parse().unwrap(),
            template_url: Some("https://b.s3.amazonaws.com/powerdown-access.yaml".to_owned()),
            bus_arn: None,
        };
        let role = "arn:aws:iam::222222222222:role/team/Power+Down".parse().unwrap();
        let id = ExternalId::try_from("abc/def".to_owned()).unwrap();
        assert_eq!(
            link.for_cloud(&role, &id, &"eu-west-1".parse().unwrap()),
            "https://console.aws.amazon.com/cloudformation/home?region=eu-west-1#/stacks/create/review\
             ?stackName=PowerDown&templateURL=https%3A%2F%2Fb.s3.amazonaws.com%2Fpowerdown-access.yaml\
             &param_PowerDownAccountId=111111111111&param_ExternalId=abc%2Fdef&param_RoleName=Power%2BDown"
        );
    }
}

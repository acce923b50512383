//! Deploying template.yaml on a stack. The work is local/deploy.py's; here are the parameters.

use anyhow::Result;

use super::Stack;
use crate::artifacts::{self, Built};
use crate::tools::Venv;
use crate::{layout, run, say};

impl Stack {
    /// Deploy the template with the built binaries. Does nothing when neither changed.
    pub(super) fn deploy(&self) -> Result<()> {
        let built = if self.name == super::BENCH.name { Built::Shipped } else { Built::Debug };
        let step = say::step("deploying template.yaml");
        let mut deploy = run::command(Venv::Emulators.program("python"));
        deploy
            .env("PYTHONPYCACHEPREFIX", layout::local().join("pycache"))
            .arg("local/deploy.py")
            .args(["--endpoint", &self.aws(), "--region", super::REGION, "--stack", self.name])
            .arg("--outputs")
            .arg(self.path("outputs.json"));
        for (function, binary) in artifacts::binaries(built)? {
            deploy.arg("--binary").arg(format!("{}={}", function.code_uri, binary.display()));
        }
        for (name, value) in self.parameters() {
            deploy.arg("--parameter").arg(format!("{name}={value}"));
        }
        say::note(run::quiet(&mut deploy)?.trim());
        step.done();
        Ok(())
    }

    fn parameters(&self) -> [(&'static str, String); 8] {
        [
            ("Stage", "local".to_owned()),
            ("LocalUrl", self.url()),
            ("LocalSocketManagementUrl", format!("{}/_aws/execute-api/aaaa0002/ws", self.aws())),
            ("LocalCloudsEndpoint", self.clouds()),
            (
                "OnboardingTemplateUrl",
                "https://onboarding.powerdown.example/powerdown-access.yaml".to_owned(),
            ),
            // All tests come from one address, at once; whoever tries the product meets its limits.
            ("LoadTestLimits", (self.name != super::UP.name).to_string()),
            // Every minute rather than every hour: a visitor should see them at work.
            ("CostRollupRate", "rate(1 minute)".to_owned()),
            ("MaintenanceRate", "rate(1 minute)".to_owned()),
        ]
    }
}

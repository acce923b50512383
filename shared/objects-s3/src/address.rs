//! Where a bucket is.

use aws_types::{SdkConfig, service_config::ServiceConfigKey};
use powerdown_domain::component;

/// The address of one bucket, without a slash at the end.
#[derive(Debug, Clone)]
pub(crate) struct Address(String);

impl Address {
    /// S3's own address of a bucket, or the path below an emulator's address if the environment names
    /// one (`AWS_ENDPOINT_URL`, `AWS_ENDPOINT_URL_S3`).
    pub(crate) fn of(config: &SdkConfig, bucket: &str) -> Self {
        let key = ServiceConfigKey::builder().service_id("S3").env("AWS_ENDPOINT_URL");
        let key = key.profile("endpoint_url").build().ok();
        let named = || key.and_then(|key| config.service_config()?.load_config(key));
        let emulator = config.endpoint_url().map(str::to_owned).or_else(named);
        let region = config.region().map_or("us-east-1", |region| region.as_ref());
        Self(match emulator {
            Some(emulator) => format!("{}/{bucket}", emulator.trim_end_matches('/')),
            None => format!("https://{bucket}.s3.{region}.amazonaws.com"),
        })
    }

    /// The address of an object, or of the bucket itself, with parameters.
    pub(crate) fn with(&self, key: &str, parameters: &[(&str, &str)]) -> String {
        let mut address = format!("{}/{key}", self.0);
        for (number, (name, value)) in parameters.iter().enumerate() {
            address.push(if number == 0 { '?' } else { '&' });
            address.push_str(name);
            address.push('=');
            address.extend(component(value));
        }
        address
    }
}

#[cfg(test)]
mod tests {
    use aws_types::{SdkConfig, region::Region};

    use super::Address;

    #[test]
    fn a_bucket_has_its_own_host_and_an_emulator_a_path() {
        let config = || SdkConfig::builder().region(Region::new("eu-west-1"));
        let address = Address::of(&config().build(), "files");
        assert_eq!(address.with("a/b.csv", &[]), "https://files.s3.eu-west-1.amazonaws.com/a/b.csv");
        let emulated = Address::of(&config().endpoint_url("http://localhost:4566/").build(), "files");
        assert_eq!(
            emulated.with("", &[("list-type", "2"), ("prefix", "a/ü")]),
            "http://localhost:4566/files/?list-type=2&prefix=a%2F%C3%BC"
        );
    }
}

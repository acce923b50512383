// The regions an account may have, by part of the world. The API has the last word on a name.
export const REGION_GROUPS: { area: string; regions: [name: string, place: string][] }[] = [
  {
    area: "Americas",
    regions: [
      ["us-east-1", "N. Virginia"],
      ["us-east-2", "Ohio"],
      ["us-west-1", "N. California"],
      ["us-west-2", "Oregon"],
      ["ca-central-1", "Canada"],
      ["ca-west-1", "Calgary"],
      ["mx-central-1", "Mexico"],
      ["sa-east-1", "São Paulo"],
    ],
  },
  {
    area: "Europe",
    regions: [
      ["eu-central-1", "Frankfurt"],
      ["eu-central-2", "Zurich"],
      ["eu-west-1", "Ireland"],
      ["eu-west-2", "London"],
      ["eu-west-3", "Paris"],
      ["eu-north-1", "Stockholm"],
      ["eu-south-1", "Milan"],
      ["eu-south-2", "Spain"],
    ],
  },
  {
    area: "Asia Pacific",
    regions: [
      ["ap-northeast-1", "Tokyo"],
      ["ap-northeast-2", "Seoul"],
      ["ap-northeast-3", "Osaka"],
      ["ap-southeast-1", "Singapore"],
      ["ap-southeast-2", "Sydney"],
      ["ap-southeast-3", "Jakarta"],
      ["ap-southeast-4", "Melbourne"],
      ["ap-southeast-5", "Malaysia"],
      ["ap-southeast-7", "Thailand"],
      ["ap-south-1", "Mumbai"],
      ["ap-south-2", "Hyderabad"],
      ["ap-east-1", "Hong Kong"],
    ],
  },
  {
    area: "Middle East and Africa",
    regions: [
      ["me-central-1", "UAE"],
      ["me-south-1", "Bahrain"],
      ["il-central-1", "Tel Aviv"],
      ["af-south-1", "Cape Town"],
    ],
  },
];

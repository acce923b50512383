export interface SecondFactor {
  enabled: boolean;
  since: string | null;
  recovery_codes_left: number;
}
export interface SecondFactorDraft {
  secret: string;
  uri: string;
}

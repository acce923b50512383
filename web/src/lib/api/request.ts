// What the calls say alike: ids in paths, queries, versions.

export const segment = encodeURIComponent;

export const ifMatch = (version: number) => ({ "if-match": `"${version}"` });

export function abortable(signal: AbortSignal | undefined) {
  return signal ? { signal } : {};
}

export function search(query: object): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") params.set(key, String(value));
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

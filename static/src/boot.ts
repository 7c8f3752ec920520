/** What the server tells the page in `<meta name="statewalk">`. */

export interface Boot {
  /** The document to open, or null for the list of examples. */
  readonly document: string | null;
  readonly version: string;
  /** Whether links made here work on this machine only. */
  readonly local_only: boolean;
}

export function readBoot(page: Document): Boot {
  const content = page.querySelector<HTMLMetaElement>('meta[name="statewalk"]')?.content;
  return { document: null, version: "", local_only: true, ...(JSON.parse(content || "{}") as Partial<Boot>) };
}

import { chmodSync, mkdtempSync } from 'node:fs';

/** A new folder under a name of this beginning, which MariaDB's own user can walk through too. */
export function openFolder(beginning) {
  const folder = mkdtempSync(beginning);
  chmodSync(folder, 0o755);
  return folder;
}

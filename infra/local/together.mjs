import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * Test files of one package, for jest to run as one: a file of its own loads every module of the service anew,
 * which takes as long as its tests do. Each becomes a block named by its path, so what fails says where.
 * `npm test` runs them so; who asks for one file gets that file.
 * @param name the jest project, and the folder of what is written
 * @param ending how their names end
 * @param except of these paths, those that are of another project
 * @param filesEach how many go together at most: enough to load little, few enough to keep every core busy
 * @returns what jest looks for
 */
export function together(name, { ending, except, filesEach }) {
  const folder = join(root, 'infra/local/generated', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const byOwner = new Map();
  for (const file of filesIn(root, ending)) {
    if (except?.test(file)) continue;
    const [group, owner] = relative(root, file).split(sep);
    const key = `${group}-${owner}`;
    byOwner.set(key, [...(byOwner.get(key) ?? []), file]);
  }
  for (const [owner, files] of byOwner) {
    const largestFirst = files.toSorted((a, b) => statSync(b).size - statSync(a).size);
    const parts = Math.ceil(files.length / filesEach);
    for (let part = 0; part < parts; part++) {
      // Dealt out like cards, so that no part has all the long ones.
      const dealt = largestFirst.filter((_, i) => i % parts === part);
      const blocks = dealt.map((file) => {
        const path = relative(root, file).split(sep).join('/');
        return `describe('${path}', () => {\n  require('../../../../${path}');\n});\n`;
      });
      writeFileSync(join(folder, `${owner}-${part + 1}.js`), blocks.join(''));
    }
  }
  return `<rootDir>/infra/local/generated/${name}/*.js`;
}

function filesIn(folder, ending) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory())
      return entry.name === 'node_modules' || entry.name.startsWith('.')
        ? []
        : filesIn(join(folder, entry.name), ending);
    return entry.name.endsWith(ending) ? [join(folder, entry.name)] : [];
  });
}

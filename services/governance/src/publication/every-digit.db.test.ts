import { testDatabase } from '@anju/runtime/testing/test-database';
import { ask, importList, published } from '../community/community.builder';
import { storage } from '../storage';

const database = testDatabase(storage);

/** Cells that hold a figure: `144`, `251.6`, `1330+`, `9-12`. Names with a number in them are names. */
const isFigure = (cell: string) => /^\d+(\.\d+)?\+?$|^\d+-\d+$/.test(cell);

/** Every file that differs from this one by one digit of one figure, the digit moved on by one. */
function* misprints(csv: string) {
  const lines = csv.split('\n');
  for (const [y, line] of lines.entries())
    for (const [x, cell] of line.split(',').entries())
      for (const [at, digit] of isFigure(cell) ? [...cell].entries() : []) {
        if (!/\d/.test(digit)) continue;
        const wrong = cell.slice(0, at) + ((Number(digit) + 1) % 10) + cell.slice(at + 1);
        const cells = line.split(',').with(x, wrong);
        yield { what: `line ${y + 1}: ${cell} as ${wrong}`, csv: lines.with(y, cells.join(',')).join('\n') };
      }
}

/** All figures of the register, of communities and of rows, without the text they were read from. */
const figures = async () => {
  const asked = `query ($after: String) {
    communities(first: 100, after: $after) { nodes {
      name households buildingCount persons completedYear landMu floorAreaDm2 investmentFen
    } }
    jincheng: publication(id: "jincheng-urban-2020") { ...read }
    tianchang: publication(id: "tianchang-2021") { ...read }
  }
  fragment read on Publication { rows(first: 100) { nodes {
    line firstNumber lastNumber quantities { measure count year mu fen areaDm2 atLeast }
  } } }`;
  return JSON.stringify(await ask(database(), asked));
};

test.each([
  ['jincheng-urban-2020', 75],
  ['tianchang-2021', 122],
] as const)(
  'in %s no digit can be wrong without a refusal or another figure',
  async (publication, digits) => {
    const csv = published(`${publication}.csv`);
    await importList(database(), publication, { csv });
    const right = await figures();
    const tried = [...misprints(csv)];
    expect(tried.length).toBe(digits);

    const unnoticed: string[] = [];
    // What a digit says does not depend on the engine: the second one is asked about every fifth.
    const some = tried.filter((_, i) => database().kind === 'sqlite' || i % 5 === 0);
    for (const misprint of some) {
      const { __typename, problems } = await importList(database(), publication, { csv: misprint.csv });
      if (__typename === 'ImportRefusal') {
        expect(problems.length).toBeGreaterThan(0);
        continue;
      }
      // It also corrects the misprint that was taken before it.
      if ((await figures()) === right) unnoticed.push(misprint.what);
    }
    expect(unnoticed).toEqual([]);
    await importList(database(), publication, { csv });
    expect(await figures()).toBe(right);
  },
);

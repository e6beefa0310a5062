import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anju } from '@anju/cli/anju';
import { makeSamples } from './samples';

const folder = join(__dirname, '../../../../docs/evidence');

const run = async (...words: readonly string[]) => {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  return { code: await anju(['verify', ...words], {}, say, say), said: said.join('\n') };
};
const file = (name: string) => join(folder, name);

test('the published samples are those that `pnpm evidence-samples` writes', async () => {
  for (const [name, text] of Object.entries(await makeSamples()))
    expect([name, readFileSync(file(name), 'utf8')]).toEqual([name, text]);
});

test.each(['public.jsonl', 'court.jsonl'])(
  '[GOV-VOTE-9] anju verify says the verdict and integers of %s in both languages, and that a receipt belongs to it',
  async (name) => {
    const { code, said } = await run(file(name), '--receipt', file('receipt.json'));
    expect(code).toBe(0);
    for (const words of [
      'que_1: 通过 / adopted',
      '演示数据，并非真实表决 / Invented for a demonstration',
      '应表决 / Entitled: 7 人 / heads, 700.00 m²',
      '参与 / Took part: 5 人 / heads, 530.00 m²',
      '同意 / Yes: 4 人 / heads, 460.00 m²',
      '15 >= 14 成立 / holds; 159000 >= 140000 成立 / holds',
      'CN-140500@2022-06-05',
      '证据成立。 / The evidence holds.',
      '回执成立：在所述的根之下。 / The receipt holds: it leads to the root.',
    ])
      expect(said).toContain(words);
    expect(said).not.toContain('"YES"');
  },
);

test('what is opened is shown to who holds it', async () => {
  const { code, said } = await run(file('public.jsonl'), '--receipt', file('receipt-opened.json'));
  expect([code, said]).toEqual([0, expect.stringContaining('"A-0002","2022-07-06T02:04:00.000Z","YES"]')]);
});

test('anju verify ends with 1, and says what does not match', async () => {
  const key = ['--thumbprint', 'another'];
  expect(await run(file('public.jsonl'), ...key)).toEqual({
    code: 1,
    said: expect.stringMatching(/不符 \/ Does not match: 由另一把密钥签名.* \/ It is signed by another key/),
  });
  const noReceipt = await run(file('public.jsonl'), '--receipt', file('court.jsonl'));
  expect(noReceipt).toEqual({
    code: 1,
    said: expect.stringContaining('The receipt is not as docs/evidence/README.md'),
  });
  expect(await run(file('receipt.json'))).toEqual({
    code: 1,
    said:
      '不符 / Does not match: 末行不是签名：文件不完整，或不是证据包。 / Its last line is no signature: it is not whole, or no evidence bundle.\n' +
      '证据不成立。 / The evidence does not hold.',
  });
  expect(await run(file('absent.jsonl'))).toEqual({
    code: 1,
    said: expect.stringContaining('cannot read it: ENOENT'),
  });
});

test('what a terminal would obey is shown and not sent to it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'anju-verify-'));
  const receipt = join(folder, 'receipt.json');
  const good = JSON.parse(readFileSync(file('receipt.json'), 'utf8'));
  writeFileSync(receipt, JSON.stringify({ ...good, '\u001b[2J': 1 }));
  const { code, said } = await run(file('public.jsonl'), '--receipt', receipt);
  expect([code, said]).toEqual([1, expect.stringContaining('\\u{1b}[2J')]);
  expect(said).not.toContain('\u001b');
  rmSync(folder, { recursive: true });
});

test.each([[[]], [['a', 'b']], [[' ']], [['a', '--receipt', '']], [['a', '--dry-run']]])(
  'anju verify %j is refused with how it is called',
  async (words) => {
    expect(await run(...words)).toEqual({
      code: 1,
      said: expect.stringMatching(/^参数有误 \/ Wrong argument: /),
    });
  },
);

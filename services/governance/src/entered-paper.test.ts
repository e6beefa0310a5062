import { readPaper, whyNoPaper } from './entered-paper';

const hash = 'ab'.repeat(32);
const why = (number: string, sha256 = hash) =>
  whyNoPaper(readPaper(number, sha256), 'GOV-VOTE-12')?.refusal ?? null;

test('a paper has a number of 1 to 100 characters, all of them to be seen', () => {
  const invalid = { code: 'PAPER_NUMBER_INVALID', rule: 'GOV-VOTE-12', detail: { most: 100 } };
  for (const number of ['1', ' 收文〔2022〕1 号 ', '1'.repeat(100)]) expect(why(number)).toBeNull();
  for (const number of ['', ' ', '1'.repeat(101), '收文\u200b1', '收\n文'])
    expect(why(number)).toMatchObject(invalid);
});

test('the hash of its scan is a SHA-256, in small letters or capitals', () => {
  for (const sha256 of [hash, hash.toUpperCase(), ` ${hash}\n`]) expect(why('1', sha256)).toBeNull();
  for (const sha256 of ['', hash.slice(2), `${hash}ab`, `${hash.slice(1)}g`])
    expect(why('1', sha256)).toMatchObject({ code: 'PAPER_HASH_INVALID', rule: 'GOV-VOTE-12' });
});

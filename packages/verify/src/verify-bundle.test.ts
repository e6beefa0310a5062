import { createHash } from 'node:crypto';
import type { Fault } from './fault';
import { sampleCourtText, sampleKey, samplePublicText, sampleStatement, signedSample } from './sample';
import { signBundle } from './signature';
import { verifyBundle } from './verify-bundle';

const forms = ['PUBLIC', 'COURT'] as const;
const bytesOf = async (form: 'PUBLIC' | 'COURT') => Buffer.from(await signedSample[form]());
const codes = (faults: readonly Fault[]) => faults.map(({ code }) => code);

test.each(forms)('[GOV-VOTE-9] the %s form holds, and says integers, law and verdict', async (form) => {
  const bytes = await bytesOf(form);
  expect(await verifyBundle(bytes)).toEqual({
    faults: [],
    sha256: createHash('sha256').update(bytes).digest('hex'),
    said: {
      form,
      // RFC 8037, appendix A.3.
      keyThumbprint: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
      statement: sampleStatement,
    },
  });
  expect(sampleStatement).toMatchObject({
    ruleProfile: 'CN-140500@2022-06-05',
    turnout: {
      entitled: { heads: 7, areaDm2: 70_000 },
      tookPart: { heads: 5, areaDm2: 53_000 },
      yes: { heads: 4, areaDm2: 46_000 },
    },
    verdict: { outcome: 'ADOPTED', quorum: { areaDm2: { left: 159_000, right: 140_000, holds: true } } },
  });
});

test.each(forms)('the %s form comes out the same each time it is signed', async (form) => {
  expect(await bytesOf(form)).toEqual(await bytesOf(form));
});

test('the public form fails on any one changed byte', async () => {
  const bytes = await bytesOf('PUBLIC');
  for (let i = 0; i < bytes.length; i++) {
    const changed = Buffer.from(bytes);
    changed[i]! ^= 1;
    expect([i, (await verifyBundle(changed)).faults.length > 0]).toEqual([i, true]);
  }
});

test('the court form fails on one changed byte, in any line and in its signature', async () => {
  const bytes = await bytesOf('COURT');
  const signature = bytes.lastIndexOf('{"jws"');
  for (let i = 0; i < bytes.length; i += i < signature ? 7 : 1) {
    const changed = Buffer.from(bytes);
    changed[i]! ^= 1 << (i % 8);
    expect([i, (await verifyBundle(changed)).faults.length > 0]).toEqual([i, true]);
  }
});

test('a form cut short, or with something behind it, is not signed', async () => {
  const bytes = await bytesOf('PUBLIC');
  for (const other of [
    bytes.subarray(0, -1),
    Buffer.concat([bytes, Buffer.from('\n')]),
    bytes.subarray(0, 400),
  ])
    expect(codes((await verifyBundle(other)).faults)).toEqual(['NOT_SIGNED']);
});

test('500 random byte strings are each refused in words', async () => {
  // The same each time: a run that fails can be run again.
  let state = createHash('sha256').update('bundles').digest();
  const random = (length: number) => {
    const blocks = Array.from({ length: Math.ceil(length / 32) }, () => {
      state = createHash('sha256').update(state).digest();
      return state;
    });
    return Buffer.concat(blocks).subarray(0, length);
  };
  const signed = await bytesOf('PUBLIC');
  for (let i = 0; i < 500; i++) {
    const noise = random(i * 3);
    // Bytes, text, and what has a signature's line behind it.
    const given = [
      noise,
      Buffer.from(noise.toString('base64')),
      Buffer.concat([noise, Buffer.from('\n'), signed]),
    ];
    const { faults, said } = await verifyBundle(given[i % 3]!);
    expect(said).toBeNull();
    expect(faults[0]!.zh).toMatch(/\p{Script=Han}/u);
    expect(faults[0]!.en).toMatch(/^[A-Z][^\n]+\.$/);
  }
});

test('what another key signed says so where one is expected', async () => {
  const bytes = await bytesOf('PUBLIC');
  const own = 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k';
  expect((await verifyBundle(bytes, own)).faults).toEqual([]);
  expect(codes((await verifyBundle(bytes, own.replace('k', 'K'))).faults)).toEqual(['OTHER_KEY']);
});

/** As whoever holds the key could: signed rightly, and not true. */
const signedAgain = async (text: string, form: 'PUBLIC' | 'COURT') =>
  codes((await verifyBundle(Buffer.from(await signBundle(text, form, sampleKey)))).faults);

test('a public form is one statement', async () => {
  expect(await signedAgain(sampleCourtText, 'PUBLIC')).toEqual(['LINES_LEFT_OVER']);
  expect(await signedAgain(samplePublicText.replace('"version":1', '"version":2'), 'PUBLIC')).toEqual([
    'LINE_INVALID',
  ]);
});

describe('a statement that does not follow from its integers is found, in both forms:', () => {
  const change = (from: string, to: string) => {
    expect(samplePublicText).toContain(from);
    return samplePublicText.replace(from, to);
  };
  test.each([
    ['[GOV-VOTE-2] another outcome', '"outcome":"ADOPTED"', '"outcome":"TOO_FEW_IN_FAVOUR"'],
    ['[GOV-VOTE-4] another majority', '"majority":"ORDINARY"', '"majority":"SPECIAL"'],
    ['[GOV-VOTE-1] one head fewer took part', '"tookPart":{"heads":5', '"tookPart":{"heads":4'],
    [
      '[CONV-5] the law of another day',
      '"ruleProfile":"CN-140500@2022-06-05"',
      '"ruleProfile":"CN@2021-01-01"',
    ],
    [
      '[CONV-5] a law that there is not',
      '"ruleProfile":"CN-140500@2022-06-05"',
      '"ruleProfile":"CN@1949-10-01"',
    ],
    ['[CONV-1] more yes than took part', '"yes":{"heads":4', '"yes":{"heads":6'],
    ['[GOV-VOTE-1] a product', '"left":15,', '"left":16,'],
  ])('%s', async (_, from, to) => {
    const found = await signedAgain(change(from, to), 'PUBLIC');
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found)).toEqual(new Set(['CLAIM_FALSE']));
    expect(await signedAgain(sampleCourtText.replace(from, to), 'COURT')).toEqual(found);
  });
});

describe('a court form whose lines do not give its statement is found:', () => {
  const lines = sampleCourtText.split('\n');
  const place = (...parts: readonly string[]) => {
    const found = lines.findIndex((line) => parts.every((part) => line.includes(part)));
    expect(found).toBeGreaterThan(0);
    return found;
  };
  const without = (...parts: readonly string[]) => lines.toSpliced(place(...parts), 1);
  const changed = (parts: readonly string[], from: string, to: string) => {
    expect(lines[place(...parts)]).toContain(from);
    return lines.with(place(...parts), lines[place(...parts)]!.replace(from, to));
  };
  const check = (changedLines: readonly string[]) => signedAgain(changedLines.join('\n'), 'COURT');

  test('[GOV-VOTE-6] a ballot that says something else', async () => {
    const both = '"written":"NO","why":null,"choice":"NO"';
    const found = await check(changed(['"bal_5"'], both, both.replaceAll('NO', 'YES')));
    expect(found).toEqual(['CHAIN_BROKEN', 'DIFFERS', 'DIFFERS', 'DIFFERS', 'DIFFERS']);
  });

  test('[GOV-VOTE-6] a ballot that counts as what is not written on it', async () => {
    const to = (choice: string) => check(changed(['"bal_5"'], '"choice":"NO"', `"choice":"${choice}"`));
    for (const choice of ['YES', 'INVALID', 'VOIDED']) expect(await to(choice)).toEqual(['WORTH_WRONG']);
    expect(await check(changed(['"bal_8"'], '"why":"NOT_SIGNED"', '"why":"NO_MARK"'))).toEqual([
      'WORTH_WRONG',
    ]);
  });

  const adding = (...more: readonly object[]) =>
    check(lines.toSpliced(-1, 0, ...more.map((each) => JSON.stringify(each))));
  const act = (kind: string, owner: string, sequence: number, at = '2022-07-06T03:00:00.000Z') => ({
    ...{ kind: 'ACT', before: 'ab'.repeat(32), act: kind, head: 'own_V', sequence, owner, receivedAt: at },
  });
  const vote = (owner: string, sequence: number, differing: object = {}) => ({
    ...act('VOTE', owner, sequence),
    ...{ enteredAt: '2022-07-06T03:00:00.000Z', ballot: `bal_v${sequence}`, channel: 'ONLINE', form: null },
    ...{ written: 'YES', why: null, choice: 'YES', proxy: null, inPerson: true, signed: true, ...differing },
  });
  test('[GOV-VOTE-6] a paper without a mark that is an abstention, and no rules of procedure that say so', async () => {
    const paper = { channel: 'PAPER', form: 'V-1', written: 'BLANK' };
    const blank = (differing: object = {}) => vote('own_V', 1, { ...paper, choice: 'ABSTAIN', ...differing });
    const under = (signedBlank: string | null, ...more: readonly object[]) => {
      const clauses = {
        ...{ maxProxiesPerAgent: null, signedBlank, stalls: null, silentOwners: null, feeDefaulters: null },
      };
      const document = { adoptedOn: '2021-08-20', appliesFrom: '2021-09-01', paperNumber: '1' };
      const rulesOfProcedure = { ...document, paperSha256: 'ab'.repeat(32), clauses };
      const notice = place('"NOTICE"');
      const told = JSON.stringify({ ...JSON.parse(lines[notice]!), rulesOfProcedure });
      return check(lines.with(notice, told).toSpliced(-1, 0, ...more.map((each) => JSON.stringify(each))));
    };
    expect(await under('ABSTAIN')).toEqual([]);
    // As by any ballot that was put in: the tally is another.
    expect(await under('ABSTAIN', blank())).toEqual(behindTheSale);
    for (const clause of ['INVALID', null]) expect(await under(clause, blank())).toEqual(['WORTH_WRONG']);
    expect(await adding(blank())).toEqual(['WORTH_WRONG']);
    expect(await under('ABSTAIN', blank({ channel: 'ONLINE', form: null }))).toEqual(['WORTH_WRONG']);
    expect(await under('ABSTAIN', blank({ choice: 'YES' }))).toEqual(['WORTH_WRONG']);
    expect(await under('ABSTAIN', blank({ why: 'NOT_SIGNED', signed: false, choice: 'INVALID' }))).toEqual(
      behindTheSale.slice(0, -1),
    );
  });
  const proof = (voidedAt: string | null, units = ['unt_7', 'unt_8']) => ({
    ...{ kind: 'TITLE_PROOF', proof: 'ttp_1', buyer: 'own_x', units, transferredOn: '2022-07-01' },
    ...{ paperNumber: '1', paperSha256: 'ab'.repeat(32), provenAt: '2022-07-06T03:00:00.000Z', voidedAt },
  });
  const sale = act('SALE', 'own_x', 1);
  const behindTheSale = ['CHAIN_BROKEN', 'DIFFERS', 'DIFFERS', 'DIFFERS', 'DIFFERS'];

  test('[REG-7] a ballot of somebody who bought nothing, or of whom it is not shown', async () => {
    expect(await adding(vote('own_x', 1))).toEqual(['NOT_AN_OWNER']);
    expect(await adding(proof(null), sale, vote('own_x', 2))).toEqual(behindTheSale);
    expect(await adding(sale, vote('own_x', 2))).toEqual(['SALE_UNPROVEN']);
    expect(await adding(proof('2022-07-07T00:00:00.000Z'), sale, vote('own_x', 2))).toEqual([
      'SALE_UNPROVEN',
    ]);
    expect(await adding(proof(null, ['unt_7']), sale, vote('own_x', 2))).toEqual(['SALE_UNPROVEN']);
    expect(await adding(proof(null), act('SALE', 'own_x', 1, '2035-01-01T00:00:00.000Z'))).toEqual([
      'SALE_UNPROVEN',
    ]);
    expect(await adding(act('SALE_VOIDED', 'own_x', 1), vote('own_x', 2))).toEqual([
      'NOT_AN_OWNER',
      'SALE_UNPROVEN',
    ]);
    expect(await adding(proof(null), vote('own_x', 1), act('SALE', 'own_x', 2))).toEqual(['NOT_AN_OWNER']);
  });

  test('[GOV-VOTE-13] one ballot twice for a head', async () => {
    const twice = [vote('own_V', 1), vote('own_V', 2, { ballot: 'bal_v1', written: 'NO', choice: 'NO' })];
    expect(await adding(...twice)).toEqual(['TWICE']);
  });

  test('[GOV-VOTE-6, GOV-MEET-4] an unsigned paper that counts, one without a number, and an agent without a proxy', async () => {
    const paper = { channel: 'PAPER', form: 'V-1' };
    expect(await adding(vote('own_V', 1, { ...paper, signed: false }))).toEqual(['WORTH_WRONG']);
    expect(await adding(vote('own_V', 1, { ...paper, form: null }))).toEqual(['WORTH_WRONG']);
    const ratified = {
      ...{ kind: 'RATIFICATION', ballot: 'bal_v1', head: 'own_V', ratifiedAt: '2022-07-07T00:00:00.000Z' },
      ...{ paperNumber: null, paperSha256: null },
    };
    const unsigned = vote('own_V', 1, { ...paper, signed: false, why: 'NOT_SIGNED' });
    expect(await adding(unsigned, ratified)).toEqual(['WORTH_WRONG']);
    const agents = vote('own_V', 1, { ...paper, why: 'UNAUTHORISED', inPerson: false });
    expect(await adding(agents, { ...ratified, ratifiedAt: '2030-01-01T00:00:00.000Z' })).toEqual([
      'AFTER_COUNT',
    ]);
    expect(await adding(vote('own_V', 1, { proxy: 'prx_1', inPerson: false }))).toEqual(['PROXY_UNKNOWN']);
    const ended = {
      kind: 'VOIDED_ANSWER',
      ballot: 'bal_4',
      proxy: 'prx_none',
      voidedAt: '2022-07-07T00:00:00.000Z',
    };
    expect(await adding(ended)).toContain('PROXY_UNKNOWN');
    const late = vote('own_V', 1, { ...paper, enteredAt: '2022-07-20T00:00:00.000Z' });
    expect(await adding(late)).toEqual(['AFTER_COUNT']);
  });

  test('[GOV-VOTE-13, REG-7] a ballot that was voided online, after the end, or by a sale to who owns the home', async () => {
    const voided = (ballot: string, voidedAt: string) => ({
      ...{ kind: 'VOIDED_PAPER', ballot, voidedAt, paperNumber: null, paperSha256: null },
    });
    expect(await adding(voided('bal_5', '2022-07-07T00:00:00.000Z'))).toContain('WORTH_WRONG');
    const form = { channel: 'PAPER', form: 'V-1', choice: 'VOIDED' };
    const at = (moment: string) => adding(vote('own_V', 1, form), voided('bal_v1', moment));
    expect((await at('2022-07-15T15:59:59.999Z'))[0]).toBe('CHAIN_BROKEN');
    expect(await at('2022-07-15T16:00:00.000Z')).toEqual(['WORTH_WRONG']);
    const own = { ...proof('2022-07-07T00:00:00.000Z'), buyer: 'own_V' };
    expect(await adding(own, vote('own_V', 1, { choice: 'VOIDED' }), act('SALE_VOIDED', 'own_V', 2))).toEqual(
      ['SALE_UNPROVEN'],
    );
    const again = [vote('own_x', 2, form), voided('bal_v2', '2022-07-07T00:00:00.000Z')];
    expect(await adding(proof(null), sale, ...again, vote('own_x', 3))).toEqual(behindTheSale);
  });

  test('[GOV-MEET-3] a count before the end of voting', async () => {
    const early = sampleCourtText.replace('"decidedAt":"2022-07-16', '"decidedAt":"2022-07-10');
    expect(await signedAgain(early, 'COURT')).toEqual(['COUNTED_TOO_EARLY']);
  });

  test('[GOV-VOTE-9] a ballot left out, also where it changes no integer', async () => {
    expect(await check(without('"bal_8"'))).toContain('CHAIN_BROKEN');
    expect(await check(without('"bal_9"'))).toContain('DIFFERS');
  });

  test('two ballots in another order', async () => {
    const [i, j] = [place('"bal_1"'), place('"bal_2"')];
    expect(await check(lines.with(i, lines[j]!).with(j, lines[i]!))).toEqual(['CHAIN_BROKEN']);
  });

  test('[REG-7] a home that was not on the roll, or is there twice', async () => {
    expect(await check(without('"unt_4"'))).toEqual(['DIFFERS', 'DIFFERS', 'DIFFERS']);
    expect(await check([...lines.slice(0, 9), lines[place('"unit":"unt_4"')]!, ...lines.slice(9)])).toEqual([
      'TWICE',
    ]);
    expect(await check(changed(['"unt_4"'], '"areaDm2":6000', '"areaDm2":6001'))).toContain('DIFFERS');
  });

  test('[REG-3, REG-4] owners who are two heads, and a head that is on no roll', async () => {
    expect(await check(changed(['"HEAD"', 'own_C'], '"owners":["own_C"]', '"owners":["own_A"]'))).toContain(
      'TWICE',
    );
    expect(await check(without('"HEAD"', 'own_C'))).toEqual(['HEAD_UNKNOWN', 'NOT_AN_OWNER']);
  });

  test('[REG-7] a ballot by who owns nothing of the head', async () => {
    expect(await check(changed(['"bal_4"'], '"owner":"own_C"', '"owner":"own_D"'))).toEqual(['NOT_AN_OWNER']);
  });

  test('[GOV-MEET-3] a ballot before the opening, or at the closing', async () => {
    const at = (moment: string) =>
      check(changed(['"bal_4"'], '"receivedAt":"2022-07-06T02:04:00.000Z"', `"receivedAt":"${moment}"`));
    expect(await at('2022-07-04T15:59:59.999Z')).toEqual(['OUTSIDE_VOTING']);
    expect(await at('2022-07-04T16:00:00.000Z')).not.toContain('OUTSIDE_VOTING');
    expect(await at('2022-07-15T15:59:59.999Z')).not.toContain('OUTSIDE_VOTING');
    expect(await at('2022-07-15T16:00:00.000Z')).toEqual(['OUTSIDE_VOTING']);
  });

  test('[GOV-VOTE-13] a form that was used for two ballots', async () => {
    expect(await check(changed(['"bal_4"'], '"form":"A-0002"', '"form":"A-0001"'))).toEqual(['TWICE']);
  });

  test('another notice, another seal, and a line of another kind', async () => {
    expect(await check(changed(['"NOTICE"'], '"meeting":"mtg_1"', '"meeting":"mtg_2"'))).toEqual(['DIFFERS']);
    expect(await check(without('"SEAL"'))).toEqual(['SEAL_MISSING']);
    expect(await check(changed(['"SEAL"'], '"seed":"', '"seed":"0'))).toEqual(['LINE_INVALID']);
    expect(await check(lines.toSpliced(3, 0, '{"kind":"OTHER"}'))).toEqual(['LINE_INVALID']);
    const seed = /"seed":"(.)/.exec(lines[place('"SEAL"')]!)![1]!;
    const other = seed === '0' ? '1' : '0';
    expect(await check(changed(['"SEAL"'], `"seed":"${seed}`, `"seed":"${other}`))).toEqual([
      'CHAIN_BROKEN',
      ...['DIFFERS', 'DIFFERS', 'DIFFERS'],
    ]);
  });
});

test('[PRIV-2] the public form names no owner, no home and no ballot', () => {
  expect(samplePublicText).not.toMatch(/own_|unt_|bal_|bld_|A-000|1-1-/);
  // One who alone said no would be found by the area.
  expect(samplePublicText).not.toMatch(/"(NO|ABSTAIN|INVALID|PENDING|MISSING)"/);
});

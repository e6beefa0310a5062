import { testDatabase } from '@anju/runtime/testing/test-database';
import { checkReceipt } from '@anju/verify/receipt';
import { verifyBundle } from '@anju/verify/verify-bundle';
import { elsewhere, street } from '../assembly-meeting/assembly-meeting.builder';
import { close } from '../question/vote.builder';
import { storage } from '../storage';
import { eventfulVote, fetchEvidence, fetchReceipts } from './evidence.builder';

const database = testDatabase(storage);

async function countedVote() {
  const { zone } = await eventfulVote(database());
  await close(database(), zone);
  const { bundle } = (await fetchEvidence(database(), zone))!;
  return { zone, statement: (await verifyBundle(Buffer.from(bundle))).said!.statement };
}
const receipts = async (letter: string, questionId: string, more: Parameters<typeof fetchReceipts>[3] = {}) =>
  (await fetchReceipts(database(), letter, questionId, more)).data.evidenceReceipts as {
    nodes: { receipt: string; opened: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };

test('[GOV-VOTE-9] each owner proves that the own ballot is under the root, online, on paper, changed or voided', async () => {
  const { zone, statement } = await countedVote();
  for (const [letter, choices] of [
    ['A', ['YES']],
    ['B', ['YES']],
    ['b', ['YES']],
    ['C', []],
    ['D', ['VOIDED', 'YES']],
    ['E', ['INVALID']],
    ['G', ['YES']],
    ['V', ['ABSTAIN', 'NO']],
    ['X', ['NO']],
    ['Y', ['VOIDED']],
  ] as const) {
    const { nodes } = await receipts(letter, zone);
    const sealed = nodes.map(({ receipt, opened }) => {
      expect(checkReceipt(statement, receipt)).toEqual({ faults: [], text: null });
      const { faults, text } = checkReceipt(statement, opened);
      expect(faults).toEqual([]);
      return JSON.parse(text!).at(-1);
    });
    expect([letter, sealed.toSorted()]).toEqual([letter, choices]);
  }
});

test('[PRIV-2] what is handed on shows neither the choice, nor whose ballot it is', async () => {
  const { zone } = await countedVote();
  const [{ receipt, opened }] = (await receipts('B', zone)).nodes as [{ receipt: string; opened: string }];

  expect(receipt).not.toMatch(/YES|own_|bal_|unt_|B-1|PAPER|salt/);
  expect(JSON.parse(opened).opening.text).toMatch(
    /^\["BALLOT","bal_[^"]+","[^"]+",1,"PAPER","B-1",.*"YES"\]$/,
  );
});

test('[REG-7] the own homes are proven too, page by page', async () => {
  const { zone, statement } = await countedVote();
  const { nodes, pageInfo } = await receipts('A', zone, { of: 'UNIT', first: 1 });
  const next = await receipts('A', zone, { of: 'UNIT', first: 1, after: pageInfo.endCursor });

  const texts = [...nodes, ...next.nodes].map(({ opened }) => checkReceipt(statement, opened).text!);
  expect(texts.map((text) => JSON.parse(text)).toSorted()).toEqual([
    ['UNIT', 'unt_1', expect.any(String), 8_000],
    ['UNIT', 'unt_2', expect.any(String), 8_000],
  ]);
  expect([pageInfo.hasNextPage, next.pageInfo.hasNextPage]).toEqual([true, false]);
});

test('[PRIV-1] nobody gets what is of another, or is not counted', async () => {
  const { zone, roof } = await eventfulVote(database());
  expect((await receipts('A', zone)).nodes).toEqual([]);
  await close(database(), zone);

  expect((await receipts('A', zone)).nodes).toHaveLength(1);
  expect((await receipts('A', roof)).nodes).toEqual([]);
  expect((await receipts('A', zone, { caller: elsewhere.owner })).nodes).toEqual([]);
  expect((await fetchReceipts(database(), 'A', zone, { caller: street })).errors).toMatchObject([
    { extensions: { code: 'FORBIDDEN' } },
  ]);
});

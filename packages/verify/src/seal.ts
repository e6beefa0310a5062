import { createHmac } from 'node:crypto';
import type { FrozenUnit } from '@anju/rulebook/electorate';
import { pathOf, rootOf, sha256, treeOf } from './merkle';
import type { Act, ActLine } from './court-line';
import type { Statement } from './statement';

/** 32 bytes as hexadecimal, of chance, kept secret: what is salted by it cannot be guessed from its hash. */
export type Seed = string;

const derive = (seed: Seed, text: string): Buffer =>
  createHmac('sha256', Buffer.from(seed, 'hex')).update(text).digest();

/** A text as a leaf holds it: nobody learns it from its commitment, and who has text and salt can show it to be this one. */
export interface Sealed {
  readonly text: string;
  readonly salt: string;
  readonly commitment: string;
}

export const commitmentOf = ({ text, salt }: Pick<Sealed, 'text' | 'salt'>): string =>
  sha256(Buffer.from(salt, 'hex'), text).toString('hex');

function seal(seed: Seed, text: string): Sealed {
  const salt = derive(seed, text).toString('hex');
  return { text, salt, commitment: commitmentOf({ text, salt }) };
}

export const unitText = ({
  unitId,
  headKey,
  areaDm2,
}: Pick<FrozenUnit, 'unitId' | 'headKey' | 'areaDm2'>): string =>
  JSON.stringify(['UNIT', unitId, headKey, areaDm2]);

export const ballotText = (act: Extract<Act, { act: 'VOTE' }>): string =>
  JSON.stringify([
    'BALLOT',
    act.ballot,
    act.head,
    act.sequence,
    act.channel,
    act.form,
    act.receivedAt,
    act.choice,
  ]);

/**
 * Work in steps of some milliseconds each: a large vote takes a second or two, and who seals one while others are served
 * lets them in between.
 */
export type Steps<T> = Generator<void, T>;
const eachStep = 1_000;

/** Takes all the steps at once, where nobody waits. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function* sealingAll(seed: Seed, texts: readonly string[]): Steps<readonly Sealed[]> {
  const sealed: Sealed[] = [];
  for (const text of texts) if (sealed.push(seal(seed, text)) % eachStep === 0) yield;
  return sealed.sort((a, b) => compare(a.commitment, b.commitment));
}

/** The leaves of a tree. They stand in the order of their commitments, so that a leaf's place says nothing of it. */
export const sealAll = (seed: Seed, texts: readonly string[]): readonly Sealed[] =>
  atOnce(sealingAll(seed, texts));

const grow = (sealed: readonly Sealed[]) =>
  treeOf(sealed.map(({ commitment }) => Buffer.from(commitment, 'hex')));

/** How a statement names a tree. */
const namedTree = (sealed: readonly Sealed[]) => ({
  leaves: sealed.length,
  root: rootOf(grow(sealed)).toString('hex'),
});

/** Proves of leaves, by their places, that they are under the root. */
export function proofsOf(sealed: readonly Sealed[], places: readonly number[]) {
  const tree = grow(sealed);
  return places.map((index) => ({
    index,
    size: sealed.length,
    commitment: sealed[index]!.commitment,
    path: pathOf(tree, index).map((each) => each.toString('hex')),
  }));
}

/** Where a chain begins: not at a constant, or who knows all ballots but one could try out that one. */
export const chainStart = (seed: Seed): string => derive(seed, 'CHAIN').toString('hex');

/** What a line adds to a chain: each line names the hash before it, and its own hash is of its bytes as written. */
export const linkOf = (line: string): string => sha256(line).toString('hex');

/** In the order of receipt; within an instant by head, and there in the order of entry. */
const inOrder = (a: Act, b: Act): number =>
  compare(a.receivedAt, b.receivedAt) || compare(a.head, b.head) || a.sequence - b.sequence;

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The lines of what owners did, each bound to all before it, and the hash behind the last. */
interface Chained {
  readonly lines: readonly string[];
  readonly chain: string;
}

function* chaining(seed: Seed, acts: readonly Act[]): Steps<Chained> {
  let chain = chainStart(seed);
  const lines: string[] = [];
  for (const act of acts.toSorted(inOrder)) {
    const linked: ActLine = { kind: 'ACT', before: chain, ...act };
    const line = JSON.stringify(linked);
    chain = linkOf(line);
    if (lines.push(line) % eachStep === 0) yield;
  }
  return { lines, chain };
}

export const chainOf = (seed: Seed, acts: readonly Act[]): Chained => atOnce(chaining(seed, acts));

/** Seals all of a question: its two trees and its chain, as the statement names them. */
export function* sealing(
  seed: Seed,
  units: readonly Pick<FrozenUnit, 'unitId' | 'headKey' | 'areaDm2'>[],
  acts: readonly Act[],
): Steps<Pick<Statement, 'roll' | 'ballots' | 'chain'>> {
  const roll = namedTree(yield* sealingAll(seed, units.map(unitText)));
  yield;
  const votes = acts.filter((act) => act.act === 'VOTE');
  const ballots = namedTree(yield* sealingAll(seed, votes.map(ballotText)));
  yield;
  const { chain } = yield* chaining(seed, acts);
  return { roll, ballots, chain };
}

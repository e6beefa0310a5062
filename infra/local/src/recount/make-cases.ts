import { createRandom, type Random } from '../../../faults/random';

/** A line of `anju recount`, as docs/recount/README.md describes it. */
export interface Case {
  readonly id: string;
  readonly division: string;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly open?: boolean;
  readonly matter: string;
  readonly mixedWith?: string;
  readonly units: readonly Unit[];
  readonly acts: readonly Act[];
}

interface Unit {
  readonly id: string;
  readonly owners: readonly string[];
  readonly areaDm2: number;
}

type Choice = 'YES' | 'NO' | 'ABSTAIN' | 'INVALID';

export type Act = { readonly owner: string; readonly at: string } & (
  | { readonly kind: 'VOTE'; readonly choice: Choice; readonly byAgent?: boolean }
  | { readonly kind: 'OBJECTION' | 'DESIGNATION' | 'SALE'; readonly of: readonly string[] }
);

const ordinary = ['HIRE_MANAGER', 'ADOPT_COVENANT', 'OTHER_MAJOR', 'ELECT_COMMITTEE'] as const;
const special = ['RAISE_MAINTENANCE_FUND', 'REBUILD_ALTER'] as const;
/** Of these the law of 2021 changed which majority they need (table 4.9). */
const changed = ['USE_MAINTENANCE_FUND', 'COMMON_PART_USE'] as const;

const now = { opensAt: '2022-07-05T00:00:00+08:00', closesAt: '2022-07-16T00:00:00+08:00' };
const before2021 = { opensAt: '2020-07-05T00:00:00+08:00', closesAt: '2020-07-16T00:00:00+08:00' };
/** The last moment of it is the old law's, one second later it is the new law's (CONV-5). */
const lastOfTheOld = { opensAt: '2020-12-20T00:00:00+08:00', closesAt: '2021-01-01T00:00:00+08:00' };
const firstOfTheNew = { opensAt: '2020-12-20T00:00:00+08:00', closesAt: '2021-01-01T00:00:01+08:00' };

const perKind = 200;

/** 1,000 cases, the same each time: 200 of each kind. */
export const makeCases = (): readonly Case[] =>
  Object.entries(kinds).flatMap(([kind, make]) =>
    Array.from({ length: perKind }, (_, i) => {
      const id = `${kind}-${String(i + 1).padStart(3, '0')}`;
      return { id, ...make(createRandom(20_220_705, id), i) };
    }),
  );

type Make = (random: Random, place: number) => Omit<Case, 'id'>;

/** By heads alone, where all homes are alike: at, below and above each share there is. */
const aroundShares: Make = (random, place) => {
  const heads = 6 + random.below(16);
  const when = [now, before2021, lastOfTheOld, firstOfTheNew][place % 4]!;
  const isNew = when === now || when === firstOfTheNew;
  const matter = random.pick([...ordinary, ...special, ...changed]);
  const quorum = isNew ? Math.ceil((2 * heads) / 3) : Math.floor(heads / 2) + 1;
  const part = Math.min(heads, Math.max(0, quorum + random.below(5) - 2));
  const least = isNew
    ? random.pick([Math.floor(part / 2) + 1, Math.ceil((3 * part) / 4)])
    : random.pick([Math.floor(heads / 2) + 1, Math.ceil((2 * heads) / 3)]);
  const yes = Math.min(part, Math.max(0, least + random.below(3) - 1));
  const units = Array.from({ length: heads }, (_, i) => unit(i, [`o${i}`], 8_000));
  return {
    division: '140502',
    ...when,
    matter,
    units,
    acts: units.slice(0, part).map(({ owners }, i) => ({
      kind: 'VOTE',
      owner: owners[0]!,
      at: moment(when.opensAt, i),
      choice: i < yes ? 'YES' : random.pick(['NO', 'ABSTAIN']),
    })),
  };
};

/** One home is so large that area and heads disagree; by a square decimetre more or less. */
const byArea: Make = (random, place) => {
  const heads = 6 + random.below(6);
  const others = Array.from({ length: heads }, () => 6_000 + random.below(4_000));
  const sum = others.reduce((all, each) => all + each, 0);
  // With it the YES of all others is just a half, or three quarters, of the area.
  const large = (place % 2 === 0 ? sum : Math.floor(sum / 3)) + random.below(3) - 1;
  const units = [large, ...others].map((areaDm2, i) => unit(i, [`o${i}`], areaDm2));
  return {
    division: random.pick(['140502', '140581', '341181', '140500-DZ']),
    ...now,
    matter: place % 2 === 0 ? random.pick(ordinary) : random.pick([...special, 'COMMON_PART_USE']),
    units,
    acts: units.map(({ owners }, i) => ({
      kind: 'VOTE',
      owner: owners[0]!,
      at: moment(now.opensAt, i),
      choice: i === 0 ? random.pick(['NO', 'ABSTAIN']) : 'YES',
    })),
  };
};

/** Owners of several homes, couples, and those who own both alone and together; some change their minds. */
const coOwners: Make = (random) => {
  const people = Array.from({ length: 10 }, (_, i) => `o${i}`);
  const units = Array.from({ length: 12 }, (_, i) => {
    const first = random.pick(people);
    const second = random.pick(people);
    return unit(
      i,
      random.percent(40) && second !== first ? [first, second] : [first],
      5_000 + random.below(9_000),
    );
  });
  const couples = units.map(({ owners }) => owners).filter(({ length }) => length > 1);
  const known = [...new Set(units.flatMap(({ owners }) => owners))];
  const acts = Array.from({ length: 8 + random.below(12) }, (_, i): Act => {
    const at = moment(now.opensAt, i);
    if (couples.length > 0 && random.percent(20)) {
      const of = random.pick(couples);
      return { kind: random.pick(['OBJECTION', 'DESIGNATION']), owner: random.pick(of), at, of };
    }
    return { ...aVote(random, known), at };
  });
  return { division: '140502', ...now, matter: random.pick([...ordinary, ...special]), units, acts };
};

/** Too early, too late, in the very moments that count, at one instant, by agents; after a sale, and before it. */
const inTime: Make = (random) => {
  const units = Array.from({ length: 9 }, (_, i) => unit(i, [`o${i}`], 7_000 + random.below(2_000)));
  const edges = [
    '2022-07-04T23:59:59+08:00',
    now.opensAt,
    '2022-07-10T12:00:00+08:00',
    '2022-07-15T23:59:59+08:00',
    now.closesAt,
  ];
  const owners = units.map((each) => each.owners[0]!);
  const acts: Act[] = Array.from({ length: 9 + random.below(8) }, () => ({
    ...aVote(random, owners),
    at: random.pick(edges),
  }));
  const seller = random.pick(owners);
  // Proven before the opening, on its way, or after the closing.
  const at = random.pick(['2022-06-25T10:00:00+08:00', '2022-07-10T12:00:00+08:00', now.closesAt]);
  const sale: Act = { kind: 'SALE', owner: 'buyer', of: [seller], at };
  const bought: Act = { kind: 'VOTE', owner: 'buyer', at: '2022-07-12T09:00:00+08:00', choice: 'YES' };
  return {
    division: '140502',
    ...now,
    matter: random.pick(ordinary),
    units,
    acts: random.pick([acts, [...acts, sale, bought], [sale, ...acts, bought]]),
  };
};

/** While voting is open: what would still carry it. Two matters in one, too, and the law that changed. */
const stillOpen: Make = (random, place) => {
  const heads = 8 + random.below(12);
  const units = Array.from({ length: heads }, (_, i) => unit(i, [`o${i}`], 4_000 + random.below(12_000)));
  const voters = units.slice(0, random.below(heads + 1));
  const when = random.pick([now, before2021]);
  return {
    division: '140502',
    ...when,
    open: place % 4 !== 0,
    matter: random.pick([...ordinary, ...special, ...changed]),
    ...(random.percent(20) ? { mixedWith: random.pick([...special, ...changed]) } : {}),
    units,
    acts: voters.map(({ owners }, i) => ({
      ...aVote(random, owners),
      at: moment(when.opensAt, i),
    })),
  };
};

const kinds: Readonly<Record<string, Make>> = {
  shares: aroundShares,
  area: byArea,
  'co-owners': coOwners,
  time: inTime,
  open: stillOpen,
};

const unit = (i: number, owners: readonly string[], areaDm2: number): Unit => ({
  id: `u${i + 1}`,
  owners,
  areaDm2,
});

const choices = ['YES', 'YES', 'YES', 'NO', 'ABSTAIN', 'INVALID'] as const;

const aVote = (random: Random, owners: readonly string[]) => ({
  kind: 'VOTE' as const,
  owner: random.pick(owners),
  choice: random.pick(choices),
  ...(random.percent(15) ? { byAgent: true } : {}),
});

/** So many hours after the opening. */
const moment = (opensAt: string, hours: number): string =>
  new Date(Date.parse(opensAt) + (hours + 1) * 3_600_000).toISOString();

import { atLeast, fraction, type Threshold } from '@anju/values/fraction';
import type { CalendarDate } from '@anju/values/time';
import { profileAt, profileById, refuseLowering } from './rule-profile';
import type { ProfileLayer, VotingRules } from './thresholds';
import { shippedLayers } from './profiles/shipped-layers';

test('[CONV-5] the Civil Code applies from 2021 on, and not a day before', () => {
  expect(profileAt('341181', '2021-01-01')).toMatchObject({
    id: 'CN@2021-01-01',
    voting: { base: 'PARTICIPANTS', quorum: { word: 'AT_LEAST', share: fraction(2, 3) } },
  });
  expect(profileAt('341181', '2020-12-31')).toMatchObject({
    id: 'CN@2019-07-01',
    voting: { base: 'ALL_OWNERS', quorum: { word: 'MORE_THAN', share: fraction(1, 2) } },
  });
});

test.each<[CalendarDate, string]>([
  ['2007-10-01', 'CN@2007-10-01'],
  ['2010-01-01', 'CN@2010-01-01'],
  ['2019-06-01', 'CN@2019-06-01'],
  ['2019-07-01', 'CN@2019-07-01'],
  ['2021-01-01', 'CN@2021-01-01'],
  ['2021-11-01', 'CN@2021-11-01'],
  ['2022-06-05', 'CN@2022-06-05'],
  ['2022-08-01', 'CN@2022-08-01'],
  ['2026-01-01', 'CN@2026-01-01'],
])('[CONV-5] a change of a number on %s opens a profile of its own', (from, id) => {
  expect(profileAt('CN', from).id).toBe(id);
});

test('[CONV-5] a day before the first profile has no thresholds to guess from', () => {
  expect(profileAt('140502', '2007-10-01').id).toBe('CN@2007-10-01');
  expect(() => profileAt('140502', '2007-09-30')).toThrow('No rule profile for 140502 on 2007-09-30');
});

test('[CONV-5] what is no division has no profile', () => {
  expect(() => profileAt('140502-', '2022-01-01')).toThrow('No rule profile for 140502- on 2022-01-01');
});

test('[CONV-5] a vote with notice in 2020 that closes in 2021 is judged by the day it closes', () => {
  expect(profileAt('140502', '2020-12-20').voting.base).toBe('ALL_OWNERS');
  expect(profileAt('140502', '2021-01-10').voting.base).toBe('PARTICIPANTS');
});

test('[CONV-6] Jincheng has a profile of its own, with a committee of 5 to 11', () => {
  const profile = profileAt('140502', '2021-07-01');
  expect(profile).toMatchObject({
    id: 'CN-140500@2021-01-01',
    division: '140500',
    committee: { minSeats: 5, maxSeats: 11, oddSeats: true, maxTermYears: 5 },
  });
  expect(profileAt('140500-DZ', '2021-07-01').id).toBe(profile.id);
});

test('[CONV-6] what the country changes later reaches the city under an id of its own', () => {
  expect(profileAt('140502', '2022-07-31')).toMatchObject({
    id: 'CN-140500@2022-06-05',
    payment: { progressMax: fraction(80, 100), progressMinOfMeasured: null },
  });
  expect(profileAt('140502', '2022-08-01')).toMatchObject({
    id: 'CN-140500@2022-08-01',
    payment: { progressMax: fraction(97, 100), progressMinOfMeasured: fraction(80, 100) },
  });
});

const cityRegulation: ProfileLayer = {
  division: '140500',
  from: '2023-03-01',
  changes: { committee: { maxSeats: 9 }, meeting: { decisionObjectionDays: 10 } },
};

test('[CONV-6] a local number is replaced by a further layer, field by field, and no code changes', () => {
  const layers = [...shippedLayers, cityRegulation];
  const after = profileAt('140502', '2023-03-01', layers);

  expect(after).toMatchObject({
    id: 'CN-140500@2023-03-01',
    committee: { minSeats: 5, maxSeats: 9 },
    meeting: { noticeDays: 15, decisionObjectionDays: 10 },
  });
  expect(profileAt('140502', '2023-02-28', layers).committee?.maxSeats).toBe(11);
  expect(profileAt('140602', '2023-03-01', layers).committee?.maxSeats).toBe(11);
});

test('[CONV-4] the narrower division stands, in whatever order the layers come and whatever is newer', () => {
  const county: ProfileLayer = {
    division: '140502',
    from: '2022-01-01',
    changes: { meeting: { noticeDays: 20 } },
  };
  const city: ProfileLayer = {
    division: '140500',
    from: '2023-01-01',
    changes: { meeting: { noticeDays: 18 } },
  };
  const layers = [county, city, ...shippedLayers];

  expect(profileAt('140502', '2023-06-01', layers)).toMatchObject({
    id: 'CN-140502@2023-01-01',
    meeting: { noticeDays: 20 },
  });
  expect(profileAt('140521', '2023-06-01', layers).meeting.noticeDays).toBe(18);
});

test('[GOV-VOTE-9] the profile named in a record is found again', () => {
  const profile = profileAt('140502', '2022-07-15');
  expect(profileById(profile.id)).toEqual(profile);
  expect(profileById('CN@2007-10-01')?.committee).toBeNull();
});

test.each([
  'CN-140500@2021-01-02',
  'CN-140502@2021-01-01',
  'CN-140500@2020-01-01',
  'CN@2021-01-01 ',
  'CN',
  '',
])('[GOV-VOTE-9] %j names no profile', (id) => {
  expect(profileById(id)).toBeNull();
});

test('[GOV-VOTE-4] using the maintenance fund is ordinary, raising it is special', () => {
  const { majorityOf } = profileAt('140502', '2022-09-20').voting;
  expect(majorityOf).toMatchObject({ USE_MAINTENANCE_FUND: 'ORDINARY', RAISE_MAINTENANCE_FUND: 'SPECIAL' });
});

test('[GOV-MEET-2] the numbers of a meeting', () => {
  expect(profileAt('140502', '2022-06-20').meeting).toEqual({
    noticeDays: 15,
    publishDecisionDays: 3,
    decisionObjectionDays: 7,
    objectionAnswerWorkingDays: 5,
    ballotChange: 'LAST_WINS',
    maxProxiesPerAgent: null,
    electronicVoting: true,
    recordKeepingYears: 5,
    annulmentSuitYears: 1,
  });
});

const voting = (differing: Partial<VotingRules>): ProfileLayer => ({
  division: '140500',
  from: '2022-01-01',
  changes: { voting: differing },
});

test('[CONV-4] a layer that tightens the majorities of the law, or keeps them, is taken', () => {
  for (const quorum of [atLeast(2, 3), atLeast(3, 4)])
    expect(() => refuseLowering([...shippedLayers, voting({ quorum })])).not.toThrow();
});

test('[CONV-4] a layer that lowers a majority of the law is refused, with its place, its day and what is lowered', () => {
  expect(() => refuseLowering([...shippedLayers, voting({ quorum: atLeast(1, 2) })])).toThrow(
    /140500 自 2022-01-01 起.*QUORUM.*CONV-4.*From 2022-01-01 on the rules of 140500/s,
  );
});

test('[CONV-4, CONV-5] a local number that the law has overtaken is refused from the day of the law on', () => {
  const law: ProfileLayer = {
    division: 'CN',
    from: '2024-01-01',
    changes: { voting: { quorum: atLeast(4, 5) } },
  };
  const local = voting({ quorum: atLeast(3, 4) });
  expect(() => refuseLowering([...shippedLayers, local])).not.toThrow();
  expect(() => refuseLowering([...shippedLayers, local, law])).toThrow(/140500 自 2024-01-01/);
});

test('[CONV-4] a city’s number gives way to a stricter one of its province, and is refused where it stays behind', () => {
  const province: ProfileLayer = {
    division: '140000',
    from: '2026-01-01',
    changes: { voting: { quorum: atLeast(3, 4) }, meeting: { noticeDays: 20 } },
  };
  const city = (share: Threshold, noticeDays: number): ProfileLayer => ({
    division: '140500',
    from: '2022-01-01',
    changes: { voting: { quorum: share }, meeting: { noticeDays } },
  });
  for (const kept of [city(atLeast(3, 4), 20), city(atLeast(4, 5), 21)])
    expect(() => refuseLowering([...shippedLayers, kept, province])).not.toThrow();
  expect(() => refuseLowering([...shippedLayers, city(atLeast(2, 3), 20), province])).toThrow(
    /140500 自 2026-01-01 起的规则低于上位法 140000（QUORUM）.*CONV-4/,
  );
  expect(() => refuseLowering([...shippedLayers, city(atLeast(3, 4), 19), province])).toThrow(
    /140000（NOTICE）/,
  );
  // Elsewhere it binds nobody.
  const neighbour = { ...province, division: '410000' } as const;
  expect(() => refuseLowering([...shippedLayers, city(atLeast(2, 3), 18), neighbour])).not.toThrow();
});

test('[CONV-4] a ministry’s rule or a guidance document tightens, and lowers neither law nor regulations', () => {
  const text = (noticeDays: number, level?: ProfileLayer['level']): ProfileLayer => ({
    ...{ division: 'CN', from: '2024-01-01', changes: { meeting: { noticeDays } } },
    ...(level ? { level } : {}),
  });
  for (const level of ['RULE', 'GUIDANCE'] as const) {
    expect(() => refuseLowering([...shippedLayers, text(15, level)])).not.toThrow();
    expect(() => refuseLowering([...shippedLayers, text(20, level)])).not.toThrow();
    expect(() => refuseLowering([...shippedLayers, text(14, level)])).toThrow(
      /CN 自 2024-01-01 起.*法律法规.*NOTICE/,
    );
  }
  // A law may: it is the newer one of its maker.
  expect(() => refuseLowering([...shippedLayers, text(14)])).not.toThrow();
  // Nor does it bind a city, whose regulation stands above it.
  const city = { ...text(18), division: '140500' } as const;
  expect(() => refuseLowering([...shippedLayers, text(20, 'GUIDANCE'), city])).not.toThrow();
  expect(() =>
    refuseLowering([...shippedLayers, { ...text(17, 'GUIDANCE'), division: '140502' }, city]),
  ).toThrow(/140502 自 2024-01-01 起.*NOTICE/);
  // What guidance had tightened ends where a later law sets the number itself.
  const law: ProfileLayer = { division: 'CN', from: '2025-01-01', changes: { meeting: { noticeDays: 16 } } };
  const layers = [...shippedLayers, text(20, 'GUIDANCE'), law];
  expect(() => refuseLowering(layers)).not.toThrow();
  expect(profileAt('140502', '2025-01-01', layers).meeting.noticeDays).toBe(16);
});

test('[CONV-4] what the country sets later reaches a city that has set nothing of the kind', () => {
  const guidance: ProfileLayer = {
    division: 'CN',
    from: '2027-01-01',
    changes: { committee: { maxSeats: 9 } },
  };
  expect(profileAt('140502', '2027-01-01', [...shippedLayers, guidance]).committee?.maxSeats).toBe(9);
});

test('[CONV-4] fewer days of notice than the Regulation asks for are refused, also once it asks for more', () => {
  const notice = (
    division: ProfileLayer['division'],
    from: CalendarDate,
    noticeDays: number,
  ): ProfileLayer => ({
    division,
    from,
    changes: { meeting: { noticeDays } },
  });
  const city = notice('140500', '2023-01-01', 18);
  expect(() => refuseLowering([...shippedLayers, city, notice('CN', '2027-01-01', 18)])).not.toThrow();
  expect(() => refuseLowering([...shippedLayers, city, notice('CN', '2027-01-01', 19)])).toThrow(
    /140500 自 2027-01-01 起.*NOTICE.*CONV-4/,
  );
  expect(() => refuseLowering([...shippedLayers, notice('140500', '2023-01-01', 14)])).toThrow(/NOTICE/);
});

test('[CONV-4] whoever loads the profiles is stopped where a shipped layer lowers the law', () => {
  const load = (...more: ProfileLayer[]) =>
    jest.isolateModules(() => {
      const { shippedLayers: layers } = jest.requireActual<{ shippedLayers: ProfileLayer[] }>(
        './profiles/shipped-layers',
      );
      layers.push(...more);
      jest.requireActual('./rule-profile');
    });
  expect(() => load()).not.toThrow();
  expect(() => load(voting({ special: atLeast(2, 3) }))).toThrow(/SPECIAL.*CONV-4/s);
});

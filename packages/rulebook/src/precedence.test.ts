import { atLeast, moreThan } from '@anju/values/fraction';
import { normLevels, type ProfileLayer } from './profile-layer';
import { layer } from './profile-layer.builder';
import { propertyLaw } from './profiles/first-day';
import { shippedLayers } from './profiles/shipped-layers';
import { profileAt, refuseUndecided } from './rule-profile';

const later = '2027-01-01';
const besides = (...more: ProfileLayer[]) => profileAt('140502', later, [...shippedLayers, ...more]);
const refusing =
  (...more: ProfileLayer[]) =>
  () =>
    refuseUndecided([...shippedLayers, ...more]);

/** A text of any level that says within how many days a decision is posted, which no shipped text of a level does. */
const posting = (publishDecisionDays: number, differing: Partial<ProfileLayer> = {}) =>
  layer({
    text: `posting within ${publishDecisionDays}`,
    changes: { meeting: { publishDecisionDays } },
    ...differing,
  });
const notice = (noticeDays: number, differing: Partial<ProfileLayer> = {}) =>
  layer({ text: `notice of ${noticeDays}`, changes: { meeting: { noticeDays } }, ...differing });

/** As table 4.9 has it: newer than the Civil Code would be, and special to the matter. */
const regulation2018 = layer({
  text: 'Regulation art. 12',
  level: 'ADMINISTRATIVE_REGULATION',
  maker: 'State Council',
  special: true,
  division: 'CN',
  from: '2018-03-19',
  changes: { voting: propertyLaw.changes.voting },
});
const guidance2009 = layer({
  text: 'Guidance Rules art. 22',
  level: 'GUIDANCE',
  maker: 'Ministry of Housing',
  special: true,
  division: 'CN',
  from: '2010-01-01',
  changes: { voting: propertyLaw.changes.voting, meeting: { noticeDays: 10 } },
});

test('[CONV-4] table 4.9: quorum, base, majorities, and which matter needs which are the Civil Code’s from 2021 on', () => {
  const layers = [...shippedLayers, regulation2018, guidance2009];
  expect(profileAt('140502', '2021-01-01', layers).voting).toEqual({
    base: 'PARTICIPANTS',
    quorum: atLeast(2, 3),
    ordinary: moreThan(1, 2),
    special: atLeast(3, 4),
    majorityOf: expect.objectContaining({ USE_MAINTENANCE_FUND: 'ORDINARY', COMMON_PART_USE: 'SPECIAL' }),
  });
  expect(profileAt('140502', '2020-12-31', layers).voting).toEqual(propertyLaw.changes.voting);
});

test('[CONV-4] table 4.9: what the Civil Code is silent on is kept, the notice by the Regulation and not by the Guidance', () => {
  expect(besides(guidance2009)).toMatchObject({
    meeting: { noticeDays: 15 },
    committee: { minSeats: 5, maxSeats: 11, maxTermYears: 5 },
  });
});

test('[CONV-4] law, administrative regulation, province, city, ministry rule, guidance, default: the higher prevails, whichever is newer', () => {
  const division = (level: ProfileLayer['level']) =>
    level === 'PROVINCIAL_REGULATION' ? '140000' : level === 'CITY_REGULATION' ? '140500' : 'CN';
  const texts = normLevels.map((level, place) =>
    posting(10 + place, {
      level,
      maker: level === 'DEFAULT' ? 'Anju' : level,
      division: division(level),
      from: `20${10 + place}-01-01` as '2010-01-01',
    }),
  );
  for (const from of texts.keys())
    for (const below of texts.slice(from + 1)) {
      expect(besides(below, texts[from]!).meeting.publishDecisionDays).toBe(10 + from);
      const newest = { ...texts[from]!, from: '2026-06-01' } as const;
      expect(besides(newest, below).meeting.publishDecisionDays).toBe(10 + from);
    }
});

test('[CONV-4, CONV-6] a regulation of province or city tightens a number of the law and does not lower it', () => {
  expect(besides(notice(20)).meeting.noticeDays).toBe(20);
  expect(besides(notice(15)).meeting.noticeDays).toBe(15);
  expect(besides(notice(14)).meeting.noticeDays).toBe(15);
  const voting = { quorum: atLeast(1, 2), special: atLeast(4, 5) };
  expect(besides(layer({ changes: { voting } })).voting).toMatchObject({
    quorum: atLeast(2, 3),
    special: atLeast(4, 5),
  });
});

test('[CONV-4] a city stands behind its province, also where the province is newer, and no further than its own border', () => {
  const province = notice(20, {
    level: 'PROVINCIAL_REGULATION',
    maker: 'Shanxi',
    division: '140000',
    from: '2026-01-01',
  });
  expect(besides(province, notice(18)).meeting.noticeDays).toBe(20);
  expect(besides(province, notice(21)).meeting.noticeDays).toBe(21);
  expect(profileAt('140502', '2025-12-31', [...shippedLayers, province, notice(18)]).meeting.noticeDays).toBe(
    18,
  );
  expect(profileAt('140602', later, [...shippedLayers, province, notice(21)]).meeting.noticeDays).toBe(20);
  expect(profileAt('410102', later, [...shippedLayers, province, notice(21)]).meeting.noticeDays).toBe(15);
  // Where more and less is no order, the higher one prevails.
  const provincial = { level: 'PROVINCIAL_REGULATION', maker: 'Shanxi', division: '140000' } as const;
  expect(besides(posting(2, provincial), posting(1)).meeting.publishDecisionDays).toBe(2);
});

test('[CONV-4, CONV-5] a local number that the law has overtaken gives way from the day of the law on', () => {
  const law = notice(19, { level: 'LAW', maker: 'NPC', division: 'CN', from: '2024-01-01' });
  const on = (day: '2023-12-31' | '2024-01-01') =>
    profileAt('140502', day, [...shippedLayers, notice(18), law]);
  expect(on('2023-12-31').meeting.noticeDays).toBe(18);
  expect(on('2024-01-01').meeting.noticeDays).toBe(19);
});

test.each(['MINISTRY_RULE', 'GUIDANCE', 'DEFAULT'] as const)(
  '[CONV-4] %s overrides neither law nor regulation of any level, lower or stricter',
  (level) => {
    const own = { level, maker: 'somebody', division: '140502', from: '2026-01-01' } as const;
    for (const days of [14, 20]) expect(besides(notice(days, own)).meeting.noticeDays).toBe(15);
    expect(besides(notice(18), notice(30, own)).meeting.noticeDays).toBe(18);
    expect(besides(posting(5), posting(9, own)).meeting.publishDecisionDays).toBe(5);
  },
);

test('[CONV-4] guidance says what no higher text does, in a narrower division for that division', () => {
  const seats = (maxSeats: number, differing: Partial<ProfileLayer>) =>
    layer({ level: 'GUIDANCE', changes: { committee: { maxSeats } }, ...differing });
  const city = seats(9, { maker: 'housing bureau' });
  expect(besides(city).committee).toMatchObject({ minSeats: 5, maxSeats: 9 });
  // Newer, and of a wider place.
  const ministry = seats(15, { maker: 'Ministry of Housing', division: 'CN', from: '2026-01-01' });
  expect(besides(city, ministry).committee?.maxSeats).toBe(9);
  expect(profileAt('140602', later, [...shippedLayers, city, ministry]).committee?.maxSeats).toBe(15);
});

test('[CONV-4] of three texts of two makers the one of the narrowest division stands, whoever else its maker has bound', () => {
  const ministry = { level: 'MINISTRY_RULE', maker: 'Ministry of Housing' } as const;
  const all = [
    posting(4, { ...ministry, division: 'CN' }),
    posting(6, { ...ministry, division: '140502' }),
    posting(5, { ...ministry, maker: 'government of Jincheng', division: '140500' }),
  ];
  expect(besides(...all).meeting.publishDecisionDays).toBe(6);
  expect(profileAt('140521', later, [...shippedLayers, ...all]).meeting.publishDecisionDays).toBe(5);
  expect(profileAt('140602', later, [...shippedLayers, ...all]).meeting.publishDecisionDays).toBe(4);
});

test('[CONV-4] of one maker the newer over the older, and the special over the general', () => {
  const newer = posting(5, { from: '2023-01-01' });
  for (const pair of [
    [posting(4), newer],
    [newer, posting(4)],
  ])
    expect(besides(...pair).meeting.publishDecisionDays).toBe(5);
  const special = posting(6, { special: true, from: '2024-01-01' });
  for (const pair of [
    [special, newer],
    [newer, special],
  ])
    expect(besides(...pair).meeting.publishDecisionDays).toBe(6);
  const ofTheCounty = posting(7, { division: '140502', from: '2025-01-01' });
  for (const all of [
    [ofTheCounty, special],
    [special, ofTheCounty],
  ])
    expect(besides(...all).meeting.publishDecisionDays).toBe(7);
  // Of one day the special one stands too.
  expect(besides(special, posting(5, { from: special.from })).meeting.publishDecisionDays).toBe(6);
});

test('[CONV-4] newer and general against older and special is for their maker, and refused until decided', () => {
  const general = posting(5, { from: '2024-01-02' });
  for (const older of [{ special: true }, { division: '140502' }] as const) {
    const special = posting(6, { ...older, from: '2024-01-01' });
    expect(refusing(special, general)).toThrow(
      /posting within 5.*posting within 6.*meeting\.publishDecisionDays.*制定机关裁决.*CONV-4.*their maker decides/s,
    );
    // What they agree in is no conflict, nor what the maker has decided since.
    expect(refusing(posting(5, { ...older, from: '2024-01-01' }), general)).not.toThrow();
    const decided = posting(8, { ...older, from: '2024-01-02' });
    expect(refusing(special, general, decided)).not.toThrow();
    expect(besides(special, general, decided).meeting.publishDecisionDays).toBe(8);
  }
});

test('[CONV-4] two makers of one level in one place are for who stands above both, and two numbers of one day are an error', () => {
  const rule = { level: 'MINISTRY_RULE', division: 'CN' } as const;
  expect(
    refusing(posting(5, { ...rule, maker: 'Housing' }), posting(6, { ...rule, maker: 'Finance' })),
  ).toThrow(/共同的上级机关.*who stands above both decides/s);
  expect(
    refusing(posting(5, { ...rule, maker: 'Housing' }), posting(5, { ...rule, maker: 'Finance' })),
  ).not.toThrow();
  expect(refusing(posting(5), posting(6))).toThrow(/同日施行.*from one day on: correct one of them/s);
  expect(refusing(posting(5), posting(6, { from: '2022-01-02' }))).not.toThrow();
  expect(refusing(posting(5), notice(20))).not.toThrow();
  // Nor is it a conflict where a higher text sets the number for both.
  expect(
    refusing(notice(20, { ...rule, maker: 'Housing' }), notice(21, { ...rule, maker: 'Finance' })),
  ).not.toThrow();
});

test.each([
  ['PROVINCIAL_REGULATION', 'CN', '140000'],
  ['CITY_REGULATION', '140000', '140500'],
  ['CITY_REGULATION', 'CN', '140502'],
  ['GUIDANCE', '140502-', 'CN'],
] as const)('[CONV-4] %s applies in no %s, and in %s', (level, outside, inside) => {
  expect(refusing(layer({ level, division: outside }))).toThrow(/级别.*不符.*cannot apply in/s);
  expect(refusing(layer({ level, division: inside }))).not.toThrow();
});

test('[CONV-4] whoever loads the profiles is stopped where it is undecided what the shipped layers say', () => {
  const load = (...more: ProfileLayer[]) =>
    jest.isolateModules(() => {
      const { shippedLayers: layers } = jest.requireActual<{ shippedLayers: ProfileLayer[] }>(
        './profiles/shipped-layers',
      );
      layers.push(...more);
      jest.requireActual('./rule-profile');
    });
  expect(() => load(posting(5))).not.toThrow();
  expect(() => load(posting(5), posting(6))).toThrow(/CONV-4/);
});

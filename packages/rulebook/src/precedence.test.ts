import { atLeast, moreThan, type Threshold } from '@anju/values/fraction';
import type { ProfileLayer } from './profile-layer';
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

const fromTheHighest = [
  ['LAW', 'CN'],
  ['ADMINISTRATIVE_REGULATION', 'CN'],
  ['PROVINCIAL_REGULATION', '140000'],
  ['CITY_REGULATION', '140500'],
  ['MINISTRY_RULE', 'CN'],
  ['GUIDANCE', 'CN'],
  ['DEFAULT', '140502'],
] as const;

test('[CONV-4] law, administrative regulation, province, city, ministry rule, guidance, default: the higher prevails, whichever is newer', () => {
  const texts = fromTheHighest.map(([level, division], place) =>
    posting(10 + place, { level, division, maker: `maker ${place}`, from: '2022-01-01' }),
  );
  for (const [place, text] of texts.entries())
    for (const below of texts.slice(place + 1))
      for (const from of ['2020-01-01', '2022-01-01', '2024-01-01'] as const) {
        expect(besides(below, { ...text, from }).meeting.publishDecisionDays).toBe(10 + place);
        expect(besides({ ...text, from }, below).meeting.publishDecisionDays).toBe(10 + place);
      }
});

test('[CONV-4] each shipped text is of its level', () => {
  const levels = new Map(shippedLayers.map(({ text, level }) => [text.split(' / ')[1] ?? text, level]));
  expect(Object.fromEntries(levels)).toEqual({
    'Property Law art. 76': 'LAW',
    'Property Management Regulation arts. 14, 33': 'ADMINISTRATIVE_REGULATION',
    'Quality Regulation art. 40': 'ADMINISTRATIVE_REGULATION',
    'City Road Regulation art. 18': 'ADMINISTRATIVE_REGULATION',
    'Noise Law of 1996': 'LAW',
    'defaults of this project': 'DEFAULT',
    'Interpretation art. 12': 'LAW',
    'Guidance Rules': 'GUIDANCE',
    'tax notice 2019 no. 76': 'GUIDANCE',
    'Government Investment Regulation art. 12': 'ADMINISTRATIVE_REGULATION',
    'Personal Information Protection Law art. 31': 'LAW',
    'Noise Pollution Prevention Law art. 77': 'LAW',
    'notice 2022 no. 183': 'GUIDANCE',
    'tax notice 2026 no. 7': 'GUIDANCE',
    'end of tax notice 2026 no. 7': 'GUIDANCE',
    'Civil Code art. 278': 'LAW',
    'default household ratios of Jincheng': 'DEFAULT',
  });
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
  // Whose yes is measured is no number: it stays the law's.
  expect(besides(layer({ changes: { voting: { base: 'ALL_OWNERS' } } })).voting.base).toBe('PARTICIPANTS');
});

test('[CONV-4] the hours of the night are for the city to set otherwise, and not for a county’s or a ministry’s notice', () => {
  const site = { nightFrom: '23:00', nightUntil: '07:00' };
  expect(besides(layer({ changes: { site } })).site).toMatchObject(site);
  const earlier = { nightFrom: '21:00', nightUntil: '05:00' };
  const province = layer({
    level: 'PROVINCIAL_REGULATION',
    maker: 'Shanxi',
    division: '140000',
    changes: { site: earlier },
  });
  expect(besides(province, layer({ changes: { site } })).site).toMatchObject(earlier);
  for (const division of ['CN', '140502'] as const)
    expect(besides(layer({ level: 'GUIDANCE', division, changes: { site } })).site).toMatchObject({
      nightFrom: '22:00',
      nightUntil: '06:00',
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
      /posting within 6.*posting within 5.*meeting\.publishDecisionDays.*制定机关裁决.*CONV-4.*their maker decides/s,
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
  // Special over general is said of one maker's texts alone.
  expect(
    refusing(
      posting(5, { ...rule, maker: 'Housing', special: true }),
      posting(6, { ...rule, maker: 'Finance' }),
    ),
  ).toThrow(/who stands above both decides/);
  expect(refusing(posting(5), posting(6))).toThrow(/同日施行.*from one day on: correct one of them/s);
  expect(refusing(posting(5), posting(6, { from: '2022-01-02' }))).not.toThrow();
  expect(refusing(posting(5), notice(20))).not.toThrow();
  // Nor is it a conflict where a higher text sets the number for both.
  expect(
    refusing(notice(20, { ...rule, maker: 'Housing' }), notice(21, { ...rule, maker: 'Finance' })),
  ).not.toThrow();
});

test('[CONV-4] two numbers are refused however they stand in the list, and whatever agreeing text stands between', () => {
  const general = posting(5, { from: '2024-01-01' });
  const between = posting(5, { division: '140502', from: '2020-01-01' });
  const special = posting(6, { division: '140502001', from: '2022-01-01' });
  for (const all of [
    [general, special],
    [general, between, special],
    [special, between, general],
  ])
    expect(refusing(...all)).toThrow(/posting within [56].*posting within [65].*CONV-4/s);
  // What is not special is general, said or not.
  const said = posting(7, { special: false, from: '2022-06-01' });
  for (const all of [
    [said, posting(8)],
    [posting(8), said],
  ])
    expect(besides(...all).meeting.publishDecisionDays).toBe(7);
  expect(refusing(posting(5, { special: false }), posting(6))).toThrow(/同日施行/);
});

test('[CONV-4] a conflict is found on the day on which it is one, though it ends later', () => {
  const [general, special] = [
    posting(5, { from: '2024-01-01' }),
    posting(6, { special: true, from: '2023-01-01' }),
  ];
  const decided = posting(7, { special: true, from: '2025-01-01' });
  expect(refusing(general, special, decided)).toThrow(/CONV-4/);
  expect(besides(general, special, decided).meeting.publishDecisionDays).toBe(7);
});

test('[CONV-4] where another text prevails, or the number is the same either way, nothing is to be decided', () => {
  const general = posting(5, { division: 'CN', from: '2024-01-01' });
  const ofTheCity = posting(6, { division: '140500', from: '2022-01-01' });
  const newest = posting(7, { division: '140500', special: true, from: '2024-01-01' });
  const guidance = [general, ofTheCity, newest].map((each) => ({ ...each, level: 'GUIDANCE' as const }));
  expect(refusing(...guidance)).not.toThrow();
  // Both are lower than the law's fifteen days.
  const tooFew = [notice(14, { special: true }), notice(13, { from: '2024-01-01' })];
  expect(refusing(...tooFew)).not.toThrow();
  expect(besides(...tooFew).meeting.noticeDays).toBe(15);
  expect(refusing(notice(16, { special: true }), notice(17, { from: '2024-01-01' }))).toThrow(/CONV-4/);
  const share = (maker: string, quorum: Threshold) =>
    layer({ level: 'MINISTRY_RULE', maker, division: 'CN', changes: { solicitation: { answered: quorum } } });
  expect(refusing(share('Housing', atLeast(2, 3)), share('Finance', atLeast(4, 6)))).not.toThrow();
  expect(refusing(share('Housing', atLeast(2, 3)), share('Finance', atLeast(3, 5)))).toThrow(/CONV-4/);
  expect(refusing(share('Housing', atLeast(2, 3)), share('Finance', moreThan(2, 3)))).toThrow(/CONV-4/);
});

test('[CONV-4] what this project assumes for a place stands, also where it assumes otherwise of the country later', () => {
  const ofTheCity = posting(5, { level: 'DEFAULT', maker: 'Anju' });
  const ofTheCountry = posting(6, { level: 'DEFAULT', maker: 'Anju', division: 'CN', from: '2024-01-01' });
  expect(besides(ofTheCity, ofTheCountry).meeting.publishDecisionDays).toBe(5);
});

test('[CONV-5] no text is held from a day before the first, of which nobody knows all numbers', () => {
  expect(refusing(posting(5, { from: '2007-09-30' }))).toThrow(/早于 2007-10-01.*before the first day/s);
  expect(refusing(posting(5, { from: '2007-10-01' }))).not.toThrow();
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

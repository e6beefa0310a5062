import type { Community } from './community';
import { strikeCommunity } from './community-strike';

const now = '2022-06-20T02:00:00.000Z';
const community = { id: 'com_1', version: 1, name: '西大街小区', struckAt: null } as unknown as Community;
const say = (differing: Partial<Parameters<typeof strikeCommunity>[1]> = {}, of = community) =>
  strikeCommunity(of, {
    reason: '误登记',
    homes: 0,
    committees: 0,
    meetings: 0,
    earlier: 0,
    now,
    ...differing,
  });
const refused = (code: string) => ({ accepted: false, refusal: { code, rule: null } });

test('a community is struck with a reason, once, and the others are told', () => {
  expect(say({ earlier: 1 })).toEqual({
    accepted: true,
    state: {
      community: { ...community, struckAt: now },
      strike: { communityId: 'com_1', number: 2, reason: '误登记', struckAt: now },
    },
    events: [{ type: 'governance.community-struck.v1', data: { communityId: 'com_1', struckAt: now } }],
  });
  expect(say({}, { ...community, struckAt: now })).toMatchObject(refused('ALREADY_STRUCK'));
  expect(say({ reason: '𠮷'.repeat(500) })).toMatchObject({ accepted: true });
  for (const reason of ['', '误'.repeat(501), '误\n录'])
    expect(say({ reason })).toMatchObject(refused('REASON_INVALID'));
});

test('[REG-7] of which there is a home, a committee or a meeting, none is struck', () => {
  expect(say({ homes: 1 })).toMatchObject({ refusal: { code: 'HAS_ROLL', detail: { homes: 1 } } });
  expect(say({ committees: 1 })).toMatchObject(refused('HAS_COMMITTEE'));
  expect(say({ meetings: 1 })).toMatchObject(refused('HAS_MEETING'));
});

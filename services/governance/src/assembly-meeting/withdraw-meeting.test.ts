import type { Instant } from '@anju/values/time';
import { type AssemblyMeeting, stateOf, withdrawMeeting } from './assembly-meeting';
import { type Delivery, recordDeliveries } from './delivery';
import { committee, convene, refused } from './meeting-plan.builder';

describe('a meeting is withdrawn before its voting begins', () => {
  const result = convene();
  if (!result.accepted) throw new Error(result.refusal.code);
  const convened = result.state;
  const withdraw = (
    differing: Partial<AssemblyMeeting> = {},
    by: Partial<Parameters<typeof withdrawMeeting>[1]> = {},
  ) =>
    withdrawMeeting(
      { ...convened, ...differing },
      { committee, inOffice: true, reason: '重复发出', now: '2022-09-10T02:00:00.000Z', ...by },
    );

  test('[GOV-MEET-3] until the last moment before the first ballot, and not from then on', () => {
    const now = '2022-09-19T15:59:59.999Z';
    expect(withdraw({}, { now })).toMatchObject({
      state: { ...convened, withdrawnAt: now, withdrawalReason: '重复发出' },
      events: [
        {
          type: 'governance.meeting-withdrawn.v1',
          data: {
            meetingId: 'mtg_1',
            communityId: 'com_1',
            divisionCode: '140502',
            committeeId: 'oc_1',
            withdrawnAt: now,
          },
        },
      ],
    });
    const begun = refused('VOTING_HAS_BEGUN', 'GOV-MEET-3');
    expect(withdraw({}, { now: convened.opensAt })).toMatchObject(begun);
    expect(withdraw({}, { now: convened.closesAt })).toMatchObject(begun);
  });

  test('[GOV-COM-5] by the committee in office of its community, the convener or its successor', () => {
    expect(withdraw({ committeeId: 'oc_before' })).toMatchObject({
      events: [{ data: { committeeId: 'oc_1' } }],
    });
    expect(withdraw({}, { committee: null })).toMatchObject(refused('COMMITTEE_NOT_KNOWN', 'GOV-COM-5'));
    expect(withdraw({ communityId: 'com_2' })).toMatchObject(refused('NOT_THE_COMMITTEE', 'GOV-COM-5'));
    expect(withdraw({}, { inOffice: false })).toMatchObject(refused('COMMITTEE_NOT_IN_OFFICE', 'GOV-COM-5'));
  });

  test('once, and with a reason', () => {
    expect(withdraw({ withdrawnAt: '2022-09-09T02:00:00.000Z' })).toMatchObject(
      refused('MEETING_WITHDRAWN', null),
    );
    expect(withdraw({}, { reason: '' })).toMatchObject(refused('REASON_INVALID', null));
    expect(withdraw({}, { reason: '𠮷'.repeat(500) })).toMatchObject({ accepted: true });
    expect(withdraw({}, { reason: '误'.repeat(501) })).toMatchObject(refused('REASON_INVALID', null));
  });

  test('what is invented is told as invented', () => {
    expect(withdraw({ synthetic: true })).toMatchObject({ events: [{ data: { synthetic: true } }] });
  });

  test('[GOV-MEET-3] it stands as its hours say, unless it was withdrawn', () => {
    const { opensAt, closesAt } = convened;
    const at = (now: Instant, withdrawnAt: Instant | null = null) =>
      stateOf({ ...convened, withdrawnAt }, now);
    expect(at('2022-09-19T15:59:59.999Z')).toBe('NOTICED');
    expect(at(opensAt)).toBe('OPEN');
    expect(at('2022-09-23T15:59:59.999Z')).toBe('OPEN');
    expect(at(closesAt)).toBe('VOTING_OVER');
    expect(at(closesAt, '2022-09-10T02:00:00.000Z')).toBe('WITHDRAWN');
  });

  test('[GOV-MEET-3] nothing is delivered in a meeting that was withdrawn', () => {
    const delivery: Delivery = { ownerId: 'own_A', way: 'HAND', deliveredOn: '2022-09-05' };
    const known = { owners: new Set(['own_A']), recorded: [], now: '2022-09-10T02:00:00.000Z' } as const;
    expect(recordDeliveries(convened, [delivery], known)).toMatchObject({ accepted: true });
    expect(
      recordDeliveries({ ...convened, withdrawnAt: '2022-09-09T02:00:00.000Z' }, [delivery], known),
    ).toMatchObject(refused('MEETING_WITHDRAWN', null));
  });
});

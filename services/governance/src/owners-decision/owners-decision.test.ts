import { aQuestion } from '../question/question.builder';
import { endWindow, objectTo, settleObjection } from './objection-window';
import { fundOfficeAsksForMore, stateOf } from './owners-decision';
import { aDecision, aPosted, carried, counting, post } from './owners-decision.builder';

test('whoever hears one fact alone of an invented decision is told so, and of a real one nothing is said', () => {
  const hear = (synthetic: boolean) => {
    const counted = counting('2022-09-20T02:00:00.000Z', carried, aQuestion(), synthetic);
    if (!counted.accepted) throw new Error(counted.refusal.code);
    const posted = post(counted.state.decision);
    if (!posted.accepted) throw new Error(posted.refusal.code);
    const effective = endWindow(posted.state.decision, '2022-10-05T02:00:00.000Z');
    const objected = objectTo(effective.state, '2022-09-24T02:00:00.000Z', '2022-10-06T02:00:00.000Z');
    if (!objected.accepted) throw new Error(objected.refusal.code);
    const settled = settleObjection(objected.state, '2022-10-09T02:00:00.000Z');
    return [counted, posted, effective, objected, settled].flatMap(({ events }) =>
      events.map(({ type, data }) => [type.split('.')[1], 'synthetic' in data ? data.synthetic : 'nothing']),
    );
  };
  const facts = ['adopted', 'posted', 'effective', 'suspended', 'effective'].map(
    (fact) => `decision-${fact}`,
  );
  expect(hear(true)).toEqual(facts.map((fact) => [fact, true]));
  expect(hear(false)).toEqual(facts.map((fact) => [fact, 'nothing']));
});

test('a decision is counted, then posted, then effective', () => {
  expect(stateOf(aDecision())).toBe('COUNTED');
  expect(stateOf(aPosted())).toBe('POSTED');
  expect(stateOf(endWindow(aPosted(), '2022-10-05T02:00:00.000Z').state)).toBe('EFFECTIVE');
});

test('[MF-2] a fund office that goes by the old order is warned of, for the fund alone and where owners agreed', () => {
  const asksFor = { legacyFundThreshold: true };
  const onFund = aQuestion({ matter: 'USE_MAINTENANCE_FUND' });
  const byABCG = aDecision({ yes: 'ABC', no: 'D', abstain: 'G' });

  expect(byABCG.outcome).toBe('ADOPTED');
  expect(fundOfficeAsksForMore(byABCG, onFund, asksFor)).toBe(true);
  expect(fundOfficeAsksForMore(byABCG, aQuestion({ mixedWith: 'USE_MAINTENANCE_FUND' }), asksFor)).toBe(true);
  expect(fundOfficeAsksForMore(byABCG, onFund, { legacyFundThreshold: false })).toBe(false);
  expect(fundOfficeAsksForMore(byABCG, aQuestion({ matter: 'HIRE_MANAGER' }), asksFor)).toBe(false);
  expect(fundOfficeAsksForMore(aDecision({ yes: 'ABCDEG' }), onFund, asksFor)).toBe(false);
  expect(fundOfficeAsksForMore(aDecision({ yes: 'AB' }), onFund, asksFor)).toBe(false);
});

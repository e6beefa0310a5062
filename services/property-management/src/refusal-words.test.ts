import { nextStep } from '@anju/runtime/testing/next-step';
import { companyMessages } from './pm-company/pm-company.messages';
import { contractMessages } from './pm-contract/pm-contract.messages';

const refusals = Object.entries({ companies: companyMessages, contracts: contractMessages }).flatMap(
  ([of, messages]) => Object.entries(messages).map(([code, told]) => [`${of}: ${code}`, told({})] as const),
);

test('there are words to look at', () => {
  expect(refusals.length).toBeGreaterThan(45);
});

test.each(refusals)('the refusal of %s says what to do next in both languages', (_, words) => {
  expect(words.zh).toMatch(nextStep.zh);
  expect(words.en).toMatch(nextStep.en);
});

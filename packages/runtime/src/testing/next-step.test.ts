import { nextStep } from './next-step';

test.each(['请核对编号。', '已经结束，请以业主身份登录。', '业主可以请求撤销；请在一年内提出。'])(
  'tells what to do: %s',
  (zh) => expect(zh).toMatch(nextStep.zh),
);

test.each(['业主可以请求人民法院撤销该决定。', '该申请已经受理。', '已聘请物业服务人。', '没有这个编号。'])(
  'tells nothing of what to do: %s',
  (zh) => expect(zh).not.toMatch(nextStep.zh),
);

test.each([
  'Check the id.',
  'There is no such meeting. Check the id.',
  'Voting is over: enter papers as they came.',
  'Where an owner is harmed, ask the court to annul the decision.',
  'If the row is right, then import the roll first.',
])('tells what to do: %s', (en) => expect(en).toMatch(nextStep.en));

test.each([
  'A paper has a number, name and hash.',
  'The owner may change or record it.',
  'Count of the ballots: none. Answer is missing.',
  'The office has to enter this.',
  'Owners object and an office answers.',
])('tells nothing of what to do: %s', (en) => expect(en).not.toMatch(nextStep.en));

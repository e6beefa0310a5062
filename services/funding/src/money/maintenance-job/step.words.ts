import type { Language } from '@anju/runtime/caller';
import type { RefusalDetail } from '@anju/values/decision';
import type { JobState } from './maintenance-job';

const stateNames: Record<JobState, Record<Language, string>> = {
  PROPOSED: { zh: '已提出', en: 'proposed' },
  DECIDED: { zh: '业主已决定', en: 'decided by the owners' },
  WORKS_DONE: { zh: '已完工并计量', en: 'done and measured' },
  APPLIED: { zh: '已申请用款', en: 'applied for' },
  APPROVED: { zh: '主管部门已批准', en: 'approved by the department' },
  INSTRUCTED: { zh: '已通知银行付款', en: 'told to the bank' },
  PAID: { zh: '已付款', en: 'paid' },
  WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
};

const nextSteps: Record<JobState, Record<Language, string>> = {
  PROPOSED: { zh: '关联业主的决定（linkDecision）', en: 'name the owners’ decision (linkDecision)' },
  DECIDED: {
    zh: '录入监理签认的工程量（recordMeasurement）',
    en: 'enter the measurement (recordMeasurement)',
  },
  WORKS_DONE: { zh: '申请用款（applyForFundPayment）', en: 'apply for the money (applyForFundPayment)' },
  APPLIED: { zh: '主管部门批准（approveFundPayment）', en: 'the department approves (approveFundPayment)' },
  APPROVED: { zh: '通知银行付款（instructBank）', en: 'the bank is told to pay (instructBank)' },
  INSTRUCTED: { zh: '录入银行回单（recordBankReceipt）', en: "enter the bank's receipt (recordBankReceipt)" },
  PAID: {
    zh: '已付款；欠款用 collectReceivable 收取，质保期满后用 releaseRetention 退还质保金',
    en: 'it is paid; collect what homes owe (collectReceivable), and release the retention after the warranty (releaseRetention)',
  },
  WITHDRAWN: { zh: '重新提出（proposeMaintenanceJob）', en: 'propose it anew (proposeMaintenanceJob)' },
};

/** Where it is measured again although the money is applied for, and may be given back. */
const measureAgain: Record<Language, string> = {
  zh: '；如果工程量录错了，请先由主管部门退回申请（returnFundApplication）',
  en: '; if the measurement is wrong, let the department give the application back first (returnFundApplication)',
};

/** Where another decision is named although the money is applied for, and may be given back. */
const decideAgain: Record<Language, string> = {
  zh: '；如果要换成另一个决定，请先由主管部门退回申请（returnFundApplication）',
  en: '; to put another decision in place of this one, let the department give the application back first (returnFundApplication)',
};

/** Where it is to be withdrawn although the money is applied for, and may be given back. */
const withdrawAgain: Record<Language, string> = {
  zh: '；如果要撤回项目，请先由主管部门退回申请（returnFundApplication）',
  en: '; to withdraw the job, let the department give the application back first (returnFundApplication)',
};

/** Where it is paid again, and the payment may have been entered by a wrong receipt. */
const payAgain: Record<Language, string> = {
  zh: '；如果付款回单录错了，请先冲正那张回单（reverseReceipt）',
  en: '; if the payment was entered by a wrong receipt, reverse that first (reverseReceipt)',
};

/** Where the bank was told to pay nothing, so that there is a way back from there too. */
const nothingTold: Record<Language, string> = {
  zh: '通知银行支付的是 0 元，请先由主管部门退回申请（returnFundApplication）',
  en: 'the bank was told to pay nothing, so let the department give the application back first (returnFundApplication)',
};

const waysBack: Readonly<Record<string, Record<Language, string>>> = {
  DECIDED: decideAgain,
  WORKS_DONE: measureAgain,
  WITHDRAWN: withdrawAgain,
};

/** In which state a job is, and what is to be done next where it was asked for the step to another. */
export const stepWords = ({ state, wanted, instructedFen }: RefusalDetail = {}, language: Language) => {
  if (!state) return {};
  const stateName = stateNames[state as JobState][language];
  const back = waysBack[wanted as string]?.[language];
  if (back && state === 'INSTRUCTED' && instructedFen === 0)
    return { stateName, next: nothingTold[language] };
  return {
    stateName,
    next:
      nextSteps[state as JobState][language] +
      (back && (state === 'APPLIED' || state === 'APPROVED') ? back : '') +
      (wanted === 'PAID' && state === 'PAID' ? payAgain[language] : ''),
  };
};

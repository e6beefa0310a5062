import type { Words } from './csv-table';

/** Said wherever something new would be opened on a community that is struck from the register. */
export const communityStruck: Words = {
  zh: '这个小区已作为误登记从名册中注销（strikeCommunity），不再办理新的事项。请核对编号；小区确实存在的，请由县（区）主管部门重新导入列有它的公布名单，恢复登记后再办理。',
  en: 'The community was struck from the register as entered by mistake (strikeCommunity), and nothing new is opened on it. Check the id; if it is there after all, its county has to import a list that has it, which restores it. Then try again.',
};

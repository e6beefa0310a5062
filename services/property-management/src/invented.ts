/** The mark of a fact about something that is invented for a demonstration; a real one has none. */
export const markOf = ({ synthetic }: { readonly synthetic: boolean }): { synthetic?: true } =>
  synthetic ? { synthetic } : {};

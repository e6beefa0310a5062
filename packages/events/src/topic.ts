/** The topic of a service's facts; keyed by aggregate id. */
export const topicOf = (service: string) => `anju.${service}.events`;

import type { Customer } from '../wire';

/** The shop's own fields; those made up for one customer alone are kept on the customer's page. */
export const ownOf = (customer: Customer) => customer.fields.filter((field) => field.kind !== null);

/** All fields go back, changed or not: what is left out would be forgotten. A mask that goes back unchanged leaves what the server holds. */
export const asSent = (customer: Customer, values: Record<string, string>): Record<string, string> => ({
  ...Object.fromEntries(
    customer.fields
      .filter((field) => field.kind === null && field.value.shown !== null)
      .map((field) => [field.key, field.value.shown ?? '']),
  ),
  ...values,
});

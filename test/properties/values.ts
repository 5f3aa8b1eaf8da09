/** Random values of fields: few, so that states interact, and on both sides of what contracts speak of. */
import fc from "fast-check";
import type { FieldType, Service } from "../../compiler/ir/model.ts";

/** Text of the values that keys of rate cards are made of too. */
const phones = ["+84901234567", "+84241234567", "+385911", "+1202"];
export const prefixes = ["+84", "+8424", "+84901", "+385", "+1"];
const words: Readonly<Partial<Record<FieldType["kind"], readonly string[]>>> = {
  phone: phones,
  country: ["VN", "HR", "SG"],
  network: ["452-01", "452-02"],
  text: ["a", "b", "c"],
  email: ["an@example.com", "binh@example.com"],
};
const durations = [0, 1, 29, "29.999", 30, "30.001", 30.5, 59, 60, 61, "119.5", 120, 3599, 3600, 3601];
const sizes = [0, 1, 500_000_000, 999_999_999, 1_000_000_000, 1_000_000_001, 5_000_000_000];

/** The values that are tried of a field of a type; those that rules speak of several times. */
export function valuesOf(service: Service, type: FieldType): readonly (string | number | boolean)[] {
  switch (type.kind) {
    case "duration":
      return durations;
    case "size":
      return sizes;
    case "count":
      return [0, 1, 2, 3, 4];
    case "number":
      return [0, 1, "2.5", "0.125"];
    case "flag":
      return [false, true];
    case "enumeration": {
      const values = service.enumerations.find(({ name }) => name === type.enumeration)!.values.map(({ name }) => name);
      // Values that charges and limits speak of come more often.
      const rules = JSON.stringify([service.charges, service.prohibitions, service.measures]);
      return values.flatMap((name) => (rules.includes(`"${name}"`) ? [name, name, name] : [name]));
    }
    default:
      return words[type.kind]!;
  }
}

export const value = (service: Service, type: FieldType): fc.Arbitrary<string | number | boolean> =>
  fc.constantFrom(...valuesOf(service, type));

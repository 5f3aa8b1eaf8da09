/** Groups of concepts that exclude one another: a text about one of them cannot be translated by another. Languages name them under `concepts`. */
export const exclusive: readonly (readonly string[])[] = [
  ["static", "dynamic"],
  ["voice", "video"],
  ["pre-paid", "post-paid"],
  ["minimum", "maximum"],
  ["daily", "weekly", "monthly", "quarterly", "yearly"],
];

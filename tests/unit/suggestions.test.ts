import { similarNames } from "../../provider/arguments/suggestions";

test.each([
  ["sales_force", ["salesforce", "jira"], ["salesforce"]],
  ["Интеграции", ["интеграции", "Продажи"], ["интеграции"]],
  ["東京支社", ["大阪本店", "東京-支社"], ["東京-支社"]],
  ["Ärzte", ["ärzte_", "Bände"], ["ärzte_"]],
  ["คลังสินค้า", ["ฝ่ายขาย"], []],
  ["———", ["*****", "Sales"], []],
])("%s of %j may mean %j", (name, known, meant) => {
  expect(similarNames(name, known)).toEqual(meant);
});

// Generated from schemas/ by tools/generate.ts.
// @ts-nocheck
export const FunctionTest = validate10;

const func2 = codePoints;
const func4 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$", "u");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
vErrors = failed(vErrors, instancePath, "required", {missingProperty: "apiVersion"});
errors++;
}
if(data.kind === undefined){
vErrors = failed(vErrors, instancePath, "required", {missingProperty: "kind"});
errors++;
}
if(data.metadata === undefined){
vErrors = failed(vErrors, instancePath, "required", {missingProperty: "metadata"});
errors++;
}
if(data.spec === undefined){
vErrors = failed(vErrors, instancePath, "required", {missingProperty: "spec"});
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
vErrors = failed(vErrors, instancePath, "additionalProperties", {additionalProperty: key0});
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
vErrors = failed(vErrors, instancePath+"/apiVersion", "type", {type: "string"});
errors++;
}
if(!(data0 === "layerc/v1alpha1")){
vErrors = failed(vErrors, instancePath+"/apiVersion", "enum", {allowedValues: ["layerc/v1alpha1"]});
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
vErrors = failed(vErrors, instancePath+"/kind", "type", {type: "string"});
errors++;
}
if(!(data1 === "FunctionTest")){
vErrors = failed(vErrors, instancePath+"/kind", "enum", {allowedValues: ["FunctionTest"]});
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
vErrors = failed(vErrors, instancePath+"/metadata", "required", {missingProperty: "name"});
errors++;
}
for(const key1 in data2){
if(!(key1 === "name")){
vErrors = failed(vErrors, instancePath+"/metadata", "additionalProperties", {additionalProperty: key1});
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(data3.length > 253 && func2(data3) > 253){
vErrors = failed(vErrors, instancePath+"/metadata/name", "maxLength", {limit: 253});
errors++;
}
if(data3.length < 2 && func2(data3) < 1){
vErrors = failed(vErrors, instancePath+"/metadata/name", "minLength", {limit: 1});
errors++;
}
if(!pattern0.test(data3)){
vErrors = failed(vErrors, instancePath+"/metadata/name", "pattern", {pattern: "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/metadata/name", "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/metadata", "type", {type: "object"});
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.function === undefined){
vErrors = failed(vErrors, instancePath+"/spec", "required", {missingProperty: "function"});
errors++;
}
if(data4.worker === undefined){
vErrors = failed(vErrors, instancePath+"/spec", "required", {missingProperty: "worker"});
errors++;
}
if(data4.expect === undefined){
vErrors = failed(vErrors, instancePath+"/spec", "required", {missingProperty: "expect"});
errors++;
}
for(const key2 in data4){
if(!(func4.call(names0, key2))){
vErrors = failed(vErrors, instancePath+"/spec", "additionalProperties", {additionalProperty: key2});
errors++;
}
}
if(data4.function !== undefined){
let data5 = data4.function;
if(typeof data5 === "string"){
if(data5.length > 520 && func2(data5) > 520){
vErrors = failed(vErrors, instancePath+"/spec/function", "maxLength", {limit: 520});
errors++;
}
if(data5.length < 2 && func2(data5) < 1){
vErrors = failed(vErrors, instancePath+"/spec/function", "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/function", "type", {type: "string"});
errors++;
}
}
if(data4.namespace !== undefined){
let data6 = data4.namespace;
if(typeof data6 === "string"){
if(data6.length > 1024 && func2(data6) > 1024){
vErrors = failed(vErrors, instancePath+"/spec/namespace", "maxLength", {limit: 1024});
errors++;
}
if(data6.length < 2 && func2(data6) < 1){
vErrors = failed(vErrors, instancePath+"/spec/namespace", "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/namespace", "type", {type: "string"});
errors++;
}
}
if(data4.rows !== undefined){
let data7 = data4.rows;
if(Array.isArray(data7)){
if(data7.length > 10000){
vErrors = failed(vErrors, instancePath+"/spec/rows", "maxItems", {limit: 10000});
errors++;
}
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
let data8 = data7[i0];
if(!(data8 && typeof data8 == "object" && !Array.isArray(data8))){
vErrors = failed(vErrors, instancePath+"/spec/rows/" + i0, "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/rows", "type", {type: "array"});
errors++;
}
}
if(data4.rowsFile !== undefined){
let data9 = data4.rowsFile;
if(typeof data9 === "string"){
if(data9.length > 1024 && func2(data9) > 1024){
vErrors = failed(vErrors, instancePath+"/spec/rowsFile", "maxLength", {limit: 1024});
errors++;
}
if(data9.length < 2 && func2(data9) < 1){
vErrors = failed(vErrors, instancePath+"/spec/rowsFile", "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/rowsFile", "type", {type: "string"});
errors++;
}
}
if(data4.worker !== undefined){
let data10 = data4.worker;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
for(const key3 in data10){
if(!(((((key3 === "command") || (key3 === "folder")) || (key3 === "answers")) || (key3 === "failures")) || (key3 === "echo"))){
vErrors = failed(vErrors, instancePath+"/spec/worker", "additionalProperties", {additionalProperty: key3});
errors++;
}
}
if(data10.command !== undefined){
let data11 = data10.command;
if(typeof data11 === "string"){
if(data11.length > 4096 && func2(data11) > 4096){
vErrors = failed(vErrors, instancePath+"/spec/worker/command", "maxLength", {limit: 4096});
errors++;
}
if(data11.length < 2 && func2(data11) < 1){
vErrors = failed(vErrors, instancePath+"/spec/worker/command", "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/worker/command", "type", {type: "string"});
errors++;
}
}
if(data10.folder !== undefined){
let data12 = data10.folder;
if(typeof data12 === "string"){
if(data12.length > 1024 && func2(data12) > 1024){
vErrors = failed(vErrors, instancePath+"/spec/worker/folder", "maxLength", {limit: 1024});
errors++;
}
if(data12.length < 2 && func2(data12) < 1){
vErrors = failed(vErrors, instancePath+"/spec/worker/folder", "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/worker/folder", "type", {type: "string"});
errors++;
}
}
if(data10.answers !== undefined){
let data13 = data10.answers;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
for(const key4 in data13){
let data14 = data13[key4];
if(!(data14 && typeof data14 == "object" && !Array.isArray(data14))){
vErrors = failed(vErrors, instancePath+"/spec/worker/answers/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/worker/answers", "type", {type: "object"});
errors++;
}
}
if(data10.failures !== undefined){
let data15 = data10.failures;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
for(const key5 in data15){
let data16 = data15[key5];
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
for(const key6 in data16){
if(!((key6 === "message") || (key6 === "permanent"))){
vErrors = failed(vErrors, instancePath+"/spec/worker/failures/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"), "additionalProperties", {additionalProperty: key6});
errors++;
}
}
if(data16.message !== undefined){
let data17 = data16.message;
if(typeof data17 === "string"){
if(data17.length > 4096 && func2(data17) > 4096){
vErrors = failed(vErrors, instancePath+"/spec/worker/failures/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/message", "maxLength", {limit: 4096});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/worker/failures/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/message", "type", {type: "string"});
errors++;
}
}
if(data16.permanent !== undefined){
if(typeof data16.permanent !== "boolean"){
vErrors = failed(vErrors, instancePath+"/spec/worker/failures/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/permanent", "type", {type: "boolean"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/worker/failures/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"), "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/worker/failures", "type", {type: "object"});
errors++;
}
}
if(data10.echo !== undefined){
let data19 = data10.echo;
if(typeof data19 === "string"){
if(data19.length > 128 && func2(data19) > 128){
vErrors = failed(vErrors, instancePath+"/spec/worker/echo", "maxLength", {limit: 128});
errors++;
}
if(data19.length < 2 && func2(data19) < 1){
vErrors = failed(vErrors, instancePath+"/spec/worker/echo", "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/worker/echo", "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/worker", "type", {type: "object"});
errors++;
}
}
if(data4.env !== undefined){
let data20 = data4.env;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
for(const key7 in data20){
let data21 = data20[key7];
if(typeof data21 === "string"){
if(data21.length > 65536 && func2(data21) > 65536){
vErrors = failed(vErrors, instancePath+"/spec/env/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"), "maxLength", {limit: 65536});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/env/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"), "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/env", "type", {type: "object"});
errors++;
}
}
if(data4.secrets !== undefined){
let data22 = data4.secrets;
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
for(const key8 in data22){
let data23 = data22[key8];
if(typeof data23 === "string"){
if(data23.length > 65536 && func2(data23) > 65536){
vErrors = failed(vErrors, instancePath+"/spec/secrets/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"), "maxLength", {limit: 65536});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/secrets/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"), "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/secrets", "type", {type: "object"});
errors++;
}
}
if(data4.timeoutSeconds !== undefined){
let data24 = data4.timeoutSeconds;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
vErrors = failed(vErrors, instancePath+"/spec/timeoutSeconds", "type", {type: "integer"});
errors++;
}
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 > 3600 || isNaN(data24)){
vErrors = failed(vErrors, instancePath+"/spec/timeoutSeconds", "maximum", {comparison: "<=", limit: 3600});
errors++;
}
if(data24 < 1 || isNaN(data24)){
vErrors = failed(vErrors, instancePath+"/spec/timeoutSeconds", "minimum", {comparison: ">=", limit: 1});
errors++;
}
}
}
if(data4.expect !== undefined){
let data25 = data4.expect;
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
for(const key9 in data25){
if(!((((((key9 === "rows") || (key9 === "rowsFile")) || (key9 === "failures")) || (key9 === "notProcessed")) || (key9 === "exact")) || (key9 === "tolerance"))){
vErrors = failed(vErrors, instancePath+"/spec/expect", "additionalProperties", {additionalProperty: key9});
errors++;
}
}
if(data25.rows !== undefined){
let data26 = data25.rows;
if(Array.isArray(data26)){
if(data26.length > 10000){
vErrors = failed(vErrors, instancePath+"/spec/expect/rows", "maxItems", {limit: 10000});
errors++;
}
const len1 = data26.length;
for(let i1=0; i1<len1; i1++){
let data27 = data26[i1];
if(!(data27 && typeof data27 == "object" && !Array.isArray(data27))){
vErrors = failed(vErrors, instancePath+"/spec/expect/rows/" + i1, "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/rows", "type", {type: "array"});
errors++;
}
}
if(data25.rowsFile !== undefined){
let data28 = data25.rowsFile;
if(typeof data28 === "string"){
if(data28.length > 1024 && func2(data28) > 1024){
vErrors = failed(vErrors, instancePath+"/spec/expect/rowsFile", "maxLength", {limit: 1024});
errors++;
}
if(data28.length < 2 && func2(data28) < 1){
vErrors = failed(vErrors, instancePath+"/spec/expect/rowsFile", "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/rowsFile", "type", {type: "string"});
errors++;
}
}
if(data25.failures !== undefined){
let data29 = data25.failures;
if(Array.isArray(data29)){
if(data29.length > 10000){
vErrors = failed(vErrors, instancePath+"/spec/expect/failures", "maxItems", {limit: 10000});
errors++;
}
const len2 = data29.length;
for(let i2=0; i2<len2; i2++){
let data30 = data29[i2];
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(data30.id === undefined){
vErrors = failed(vErrors, instancePath+"/spec/expect/failures/" + i2, "required", {missingProperty: "id"});
errors++;
}
for(const key10 in data30){
if(!((((key10 === "id") || (key10 === "permanent")) || (key10 === "message")) || (key10 === "messagePattern"))){
vErrors = failed(vErrors, instancePath+"/spec/expect/failures/" + i2, "additionalProperties", {additionalProperty: key10});
errors++;
}
}
if(data30.id !== undefined){
let data31 = data30.id;
if((typeof data31 !== "string") && (!(((typeof data31 == "number") && (!(data31 % 1) && !isNaN(data31))) && (isFinite(data31))))){
vErrors = failed(vErrors, instancePath+"/spec/expect/failures/" + i2+"/id", "type", {type: ["string","integer"]});
errors++;
}
}
if(data30.permanent !== undefined){
if(typeof data30.permanent !== "boolean"){
vErrors = failed(vErrors, instancePath+"/spec/expect/failures/" + i2+"/permanent", "type", {type: "boolean"});
errors++;
}
}
if(data30.message !== undefined){
let data33 = data30.message;
if(typeof data33 === "string"){
if(data33.length > 4096 && func2(data33) > 4096){
vErrors = failed(vErrors, instancePath+"/spec/expect/failures/" + i2+"/message", "maxLength", {limit: 4096});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/failures/" + i2+"/message", "type", {type: "string"});
errors++;
}
}
if(data30.messagePattern !== undefined){
let data34 = data30.messagePattern;
if(typeof data34 === "string"){
if(data34.length > 4096 && func2(data34) > 4096){
vErrors = failed(vErrors, instancePath+"/spec/expect/failures/" + i2+"/messagePattern", "maxLength", {limit: 4096});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/failures/" + i2+"/messagePattern", "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/failures/" + i2, "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/failures", "type", {type: "array"});
errors++;
}
}
if(data25.notProcessed !== undefined){
let data35 = data25.notProcessed;
if(Array.isArray(data35)){
if(data35.length > 10000){
vErrors = failed(vErrors, instancePath+"/spec/expect/notProcessed", "maxItems", {limit: 10000});
errors++;
}
const len3 = data35.length;
for(let i3=0; i3<len3; i3++){
let data36 = data35[i3];
if((typeof data36 !== "string") && (!(((typeof data36 == "number") && (!(data36 % 1) && !isNaN(data36))) && (isFinite(data36))))){
vErrors = failed(vErrors, instancePath+"/spec/expect/notProcessed/" + i3, "type", {type: ["string","integer"]});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/notProcessed", "type", {type: "array"});
errors++;
}
}
if(data25.exact !== undefined){
if(typeof data25.exact !== "boolean"){
vErrors = failed(vErrors, instancePath+"/spec/expect/exact", "type", {type: "boolean"});
errors++;
}
}
if(data25.tolerance !== undefined){
let data38 = data25.tolerance;
if((typeof data38 == "number") && (isFinite(data38))){
if(data38 < 0 || isNaN(data38)){
vErrors = failed(vErrors, instancePath+"/spec/expect/tolerance", "minimum", {comparison: ">=", limit: 0});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/tolerance", "type", {type: "number"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect", "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec", "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath, "type", {type: "object"});
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}

export const ManifestTest = validate11;


function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
vErrors = failed(vErrors, instancePath, "required", {missingProperty: "apiVersion"});
errors++;
}
if(data.kind === undefined){
vErrors = failed(vErrors, instancePath, "required", {missingProperty: "kind"});
errors++;
}
if(data.metadata === undefined){
vErrors = failed(vErrors, instancePath, "required", {missingProperty: "metadata"});
errors++;
}
if(data.spec === undefined){
vErrors = failed(vErrors, instancePath, "required", {missingProperty: "spec"});
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
vErrors = failed(vErrors, instancePath, "additionalProperties", {additionalProperty: key0});
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
vErrors = failed(vErrors, instancePath+"/apiVersion", "type", {type: "string"});
errors++;
}
if(!(data0 === "layerc/v1alpha1")){
vErrors = failed(vErrors, instancePath+"/apiVersion", "enum", {allowedValues: ["layerc/v1alpha1"]});
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
vErrors = failed(vErrors, instancePath+"/kind", "type", {type: "string"});
errors++;
}
if(!(data1 === "ManifestTest")){
vErrors = failed(vErrors, instancePath+"/kind", "enum", {allowedValues: ["ManifestTest"]});
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
vErrors = failed(vErrors, instancePath+"/metadata", "required", {missingProperty: "name"});
errors++;
}
for(const key1 in data2){
if(!(key1 === "name")){
vErrors = failed(vErrors, instancePath+"/metadata", "additionalProperties", {additionalProperty: key1});
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(data3.length > 253 && func2(data3) > 253){
vErrors = failed(vErrors, instancePath+"/metadata/name", "maxLength", {limit: 253});
errors++;
}
if(data3.length < 2 && func2(data3) < 1){
vErrors = failed(vErrors, instancePath+"/metadata/name", "minLength", {limit: 1});
errors++;
}
if(!pattern0.test(data3)){
vErrors = failed(vErrors, instancePath+"/metadata/name", "pattern", {pattern: "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/metadata/name", "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/metadata", "type", {type: "object"});
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.expect === undefined){
vErrors = failed(vErrors, instancePath+"/spec", "required", {missingProperty: "expect"});
errors++;
}
for(const key2 in data4){
if(!((key2 === "functions") || (key2 === "expect"))){
vErrors = failed(vErrors, instancePath+"/spec", "additionalProperties", {additionalProperty: key2});
errors++;
}
}
if(data4.functions !== undefined){
let data5 = data4.functions;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key3 in data5){
if(!(((key3 === "names") || (key3 === "namespaces")) || (key3 === "matchLabels"))){
vErrors = failed(vErrors, instancePath+"/spec/functions", "additionalProperties", {additionalProperty: key3});
errors++;
}
}
if(data5.names !== undefined){
let data6 = data5.names;
if(Array.isArray(data6)){
if(data6.length > 1000){
vErrors = failed(vErrors, instancePath+"/spec/functions/names", "maxItems", {limit: 1000});
errors++;
}
if(data6.length < 1){
vErrors = failed(vErrors, instancePath+"/spec/functions/names", "minItems", {limit: 1});
errors++;
}
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
let data7 = data6[i0];
if(typeof data7 === "string"){
if(data7.length > 253 && func2(data7) > 253){
vErrors = failed(vErrors, instancePath+"/spec/functions/names/" + i0, "maxLength", {limit: 253});
errors++;
}
if(data7.length < 2 && func2(data7) < 1){
vErrors = failed(vErrors, instancePath+"/spec/functions/names/" + i0, "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/functions/names/" + i0, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/functions/names", "type", {type: "array"});
errors++;
}
}
if(data5.namespaces !== undefined){
let data8 = data5.namespaces;
if(Array.isArray(data8)){
if(data8.length > 1000){
vErrors = failed(vErrors, instancePath+"/spec/functions/namespaces", "maxItems", {limit: 1000});
errors++;
}
if(data8.length < 1){
vErrors = failed(vErrors, instancePath+"/spec/functions/namespaces", "minItems", {limit: 1});
errors++;
}
const len1 = data8.length;
for(let i1=0; i1<len1; i1++){
let data9 = data8[i1];
if(typeof data9 === "string"){
if(data9.length > 63 && func2(data9) > 63){
vErrors = failed(vErrors, instancePath+"/spec/functions/namespaces/" + i1, "maxLength", {limit: 63});
errors++;
}
if(data9.length < 2 && func2(data9) < 1){
vErrors = failed(vErrors, instancePath+"/spec/functions/namespaces/" + i1, "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/functions/namespaces/" + i1, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/functions/namespaces", "type", {type: "array"});
errors++;
}
}
if(data5.matchLabels !== undefined){
let data10 = data5.matchLabels;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
for(const key4 in data10){
let data11 = data10[key4];
if(typeof data11 === "string"){
if(data11.length > 63 && func2(data11) > 63){
vErrors = failed(vErrors, instancePath+"/spec/functions/matchLabels/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), "maxLength", {limit: 63});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/functions/matchLabels/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/functions/matchLabels", "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/functions", "type", {type: "object"});
errors++;
}
}
if(data4.expect !== undefined){
let data12 = data4.expect;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
for(const key5 in data12){
if(!(func4.call(names1, key5))){
vErrors = failed(vErrors, instancePath+"/spec/expect", "additionalProperties", {additionalProperty: key5});
errors++;
}
}
if(data12.imagePinned !== undefined){
if(typeof data12.imagePinned !== "boolean"){
vErrors = failed(vErrors, instancePath+"/spec/expect/imagePinned", "type", {type: "boolean"});
errors++;
}
}
if(data12.imageDigest !== undefined){
if(typeof data12.imageDigest !== "boolean"){
vErrors = failed(vErrors, instancePath+"/spec/expect/imageDigest", "type", {type: "boolean"});
errors++;
}
}
if(data12.imageFrom !== undefined){
let data15 = data12.imageFrom;
if(Array.isArray(data15)){
if(data15.length > 100){
vErrors = failed(vErrors, instancePath+"/spec/expect/imageFrom", "maxItems", {limit: 100});
errors++;
}
if(data15.length < 1){
vErrors = failed(vErrors, instancePath+"/spec/expect/imageFrom", "minItems", {limit: 1});
errors++;
}
const len2 = data15.length;
for(let i2=0; i2<len2; i2++){
let data16 = data15[i2];
if(typeof data16 === "string"){
if(data16.length > 1024 && func2(data16) > 1024){
vErrors = failed(vErrors, instancePath+"/spec/expect/imageFrom/" + i2, "maxLength", {limit: 1024});
errors++;
}
if(data16.length < 2 && func2(data16) < 1){
vErrors = failed(vErrors, instancePath+"/spec/expect/imageFrom/" + i2, "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/imageFrom/" + i2, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/imageFrom", "type", {type: "array"});
errors++;
}
}
if(data12.pools !== undefined){
let data17 = data12.pools;
if(Array.isArray(data17)){
if(data17.length > 100){
vErrors = failed(vErrors, instancePath+"/spec/expect/pools", "maxItems", {limit: 100});
errors++;
}
if(data17.length < 1){
vErrors = failed(vErrors, instancePath+"/spec/expect/pools", "minItems", {limit: 1});
errors++;
}
const len3 = data17.length;
for(let i3=0; i3<len3; i3++){
let data18 = data17[i3];
if(typeof data18 === "string"){
if(data18.length > 253 && func2(data18) > 253){
vErrors = failed(vErrors, instancePath+"/spec/expect/pools/" + i3, "maxLength", {limit: 253});
errors++;
}
if(data18.length < 2 && func2(data18) < 1){
vErrors = failed(vErrors, instancePath+"/spec/expect/pools/" + i3, "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/pools/" + i3, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/pools", "type", {type: "array"});
errors++;
}
}
if(data12.maxReplicas !== undefined){
let data19 = data12.maxReplicas;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
vErrors = failed(vErrors, instancePath+"/spec/expect/maxReplicas", "type", {type: "integer"});
errors++;
}
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 > 999999999 || isNaN(data19)){
vErrors = failed(vErrors, instancePath+"/spec/expect/maxReplicas", "maximum", {comparison: "<=", limit: 999999999});
errors++;
}
if(data19 < 0 || isNaN(data19)){
vErrors = failed(vErrors, instancePath+"/spec/expect/maxReplicas", "minimum", {comparison: ">=", limit: 0});
errors++;
}
}
}
if(data12.containers !== undefined){
let data20 = data12.containers;
if(Array.isArray(data20)){
if(data20.length > 100){
vErrors = failed(vErrors, instancePath+"/spec/expect/containers", "maxItems", {limit: 100});
errors++;
}
if(data20.length < 1){
vErrors = failed(vErrors, instancePath+"/spec/expect/containers", "minItems", {limit: 1});
errors++;
}
const len4 = data20.length;
for(let i4=0; i4<len4; i4++){
let data21 = data20[i4];
if(typeof data21 === "string"){
if(data21.length > 63 && func2(data21) > 63){
vErrors = failed(vErrors, instancePath+"/spec/expect/containers/" + i4, "maxLength", {limit: 63});
errors++;
}
if(data21.length < 2 && func2(data21) < 1){
vErrors = failed(vErrors, instancePath+"/spec/expect/containers/" + i4, "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/containers/" + i4, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/containers", "type", {type: "array"});
errors++;
}
}
if(data12.filterOn !== undefined){
let data22 = data12.filterOn;
if(Array.isArray(data22)){
if(data22.length > 100){
vErrors = failed(vErrors, instancePath+"/spec/expect/filterOn", "maxItems", {limit: 100});
errors++;
}
if(data22.length < 1){
vErrors = failed(vErrors, instancePath+"/spec/expect/filterOn", "minItems", {limit: 1});
errors++;
}
const len5 = data22.length;
for(let i5=0; i5<len5; i5++){
let data23 = data22[i5];
if(typeof data23 === "string"){
if(data23.length > 256 && func2(data23) > 256){
vErrors = failed(vErrors, instancePath+"/spec/expect/filterOn/" + i5, "maxLength", {limit: 256});
errors++;
}
if(data23.length < 2 && func2(data23) < 1){
vErrors = failed(vErrors, instancePath+"/spec/expect/filterOn/" + i5, "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/filterOn/" + i5, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/filterOn", "type", {type: "array"});
errors++;
}
}
if(data12.resources !== undefined){
let data24 = data12.resources;
if(Array.isArray(data24)){
if(data24.length > 100){
vErrors = failed(vErrors, instancePath+"/spec/expect/resources", "maxItems", {limit: 100});
errors++;
}
if(data24.length < 1){
vErrors = failed(vErrors, instancePath+"/spec/expect/resources", "minItems", {limit: 1});
errors++;
}
const len6 = data24.length;
for(let i6=0; i6<len6; i6++){
let data25 = data24[i6];
if(typeof data25 === "string"){
if(data25.length > 256 && func2(data25) > 256){
vErrors = failed(vErrors, instancePath+"/spec/expect/resources/" + i6, "maxLength", {limit: 256});
errors++;
}
if(data25.length < 2 && func2(data25) < 1){
vErrors = failed(vErrors, instancePath+"/spec/expect/resources/" + i6, "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/resources/" + i6, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/resources", "type", {type: "array"});
errors++;
}
}
if(data12.env !== undefined){
let data26 = data12.env;
if(Array.isArray(data26)){
if(data26.length > 100){
vErrors = failed(vErrors, instancePath+"/spec/expect/env", "maxItems", {limit: 100});
errors++;
}
if(data26.length < 1){
vErrors = failed(vErrors, instancePath+"/spec/expect/env", "minItems", {limit: 1});
errors++;
}
const len7 = data26.length;
for(let i7=0; i7<len7; i7++){
let data27 = data26[i7];
if(typeof data27 === "string"){
if(data27.length > 256 && func2(data27) > 256){
vErrors = failed(vErrors, instancePath+"/spec/expect/env/" + i7, "maxLength", {limit: 256});
errors++;
}
if(data27.length < 2 && func2(data27) < 1){
vErrors = failed(vErrors, instancePath+"/spec/expect/env/" + i7, "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/env/" + i7, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/env", "type", {type: "array"});
errors++;
}
}
if(data12.labels !== undefined){
let data28 = data12.labels;
if(Array.isArray(data28)){
if(data28.length > 100){
vErrors = failed(vErrors, instancePath+"/spec/expect/labels", "maxItems", {limit: 100});
errors++;
}
if(data28.length < 1){
vErrors = failed(vErrors, instancePath+"/spec/expect/labels", "minItems", {limit: 1});
errors++;
}
const len8 = data28.length;
for(let i8=0; i8<len8; i8++){
let data29 = data28[i8];
if(typeof data29 === "string"){
if(data29.length > 317 && func2(data29) > 317){
vErrors = failed(vErrors, instancePath+"/spec/expect/labels/" + i8, "maxLength", {limit: 317});
errors++;
}
if(data29.length < 2 && func2(data29) < 1){
vErrors = failed(vErrors, instancePath+"/spec/expect/labels/" + i8, "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/labels/" + i8, "type", {type: "string"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/labels", "type", {type: "array"});
errors++;
}
}
if(data12.fields !== undefined){
let data30 = data12.fields;
if(Array.isArray(data30)){
if(data30.length > 100){
vErrors = failed(vErrors, instancePath+"/spec/expect/fields", "maxItems", {limit: 100});
errors++;
}
if(data30.length < 1){
vErrors = failed(vErrors, instancePath+"/spec/expect/fields", "minItems", {limit: 1});
errors++;
}
const len9 = data30.length;
for(let i9=0; i9<len9; i9++){
let data31 = data30[i9];
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
if(data31.path === undefined){
vErrors = failed(vErrors, instancePath+"/spec/expect/fields/" + i9, "required", {missingProperty: "path"});
errors++;
}
for(const key6 in data31){
if(!(((((key6 === "path") || (key6 === "equals")) || (key6 === "present")) || (key6 === "atMost")) || (key6 === "atLeast"))){
vErrors = failed(vErrors, instancePath+"/spec/expect/fields/" + i9, "additionalProperties", {additionalProperty: key6});
errors++;
}
}
if(data31.path !== undefined){
let data32 = data31.path;
if(typeof data32 === "string"){
if(data32.length > 1024 && func2(data32) > 1024){
vErrors = failed(vErrors, instancePath+"/spec/expect/fields/" + i9+"/path", "maxLength", {limit: 1024});
errors++;
}
if(data32.length < 2 && func2(data32) < 1){
vErrors = failed(vErrors, instancePath+"/spec/expect/fields/" + i9+"/path", "minLength", {limit: 1});
errors++;
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/fields/" + i9+"/path", "type", {type: "string"});
errors++;
}
}
if(data31.present !== undefined){
if(typeof data31.present !== "boolean"){
vErrors = failed(vErrors, instancePath+"/spec/expect/fields/" + i9+"/present", "type", {type: "boolean"});
errors++;
}
}
if(data31.atMost !== undefined){
let data34 = data31.atMost;
if(!((typeof data34 == "number") && (isFinite(data34)))){
vErrors = failed(vErrors, instancePath+"/spec/expect/fields/" + i9+"/atMost", "type", {type: "number"});
errors++;
}
}
if(data31.atLeast !== undefined){
let data35 = data31.atLeast;
if(!((typeof data35 == "number") && (isFinite(data35)))){
vErrors = failed(vErrors, instancePath+"/spec/expect/fields/" + i9+"/atLeast", "type", {type: "number"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/fields/" + i9, "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect/fields", "type", {type: "array"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec/expect", "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath+"/spec", "type", {type: "object"});
errors++;
}
}
}
else {
vErrors = failed(vErrors, instancePath, "type", {type: "object"});
errors++;
}
validate11.errors = vErrors;
return errors === 0;
}

const names0 = {"function":true,"namespace":true,"rows":true,"rowsFile":true,"worker":true,"env":true,"secrets":true,"timeoutSeconds":true,"expect":true};
const names1 = {"imagePinned":true,"imageDigest":true,"imageFrom":true,"pools":true,"maxReplicas":true,"containers":true,"filterOn":true,"resources":true,"env":true,"labels":true,"fields":true};
function codePoints(text) {
let length = text.length;
for(let i = 0; i < text.length; i++){
if(text.codePointAt(i) > 0xffff){
length--;
i++;
}
}
return length;
}
function failed(errors, instancePath, keyword, params) {
const error = {instancePath,keyword,params};
if(errors === null) return [error];
errors.push(error);
return errors;
}
